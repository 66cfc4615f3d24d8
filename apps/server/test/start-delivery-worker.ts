import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { compileCache } from './compile-cache.ts'
import type { WorkerSettings } from './worker-settings.ts'

const main = fileURLToPath(new URL('delivery-worker.ts', import.meta.url))

/** Starts a worker in a process of its own; `kill` ends it as a crash does, `stop` as SIGTERM does. */
export async function startDeliveryWorker(settings: WorkerSettings) {
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, NODE_COMPILE_CACHE: compileCache, WORKER_SETTINGS: JSON.stringify(settings) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  await Promise.race([
    once(child.stdout, 'data'),
    ended.then(() => {
      throw new Error('The worker process didn’t start.')
    }),
  ])
  const end = (signal: NodeJS.Signals) => async () => {
    child.kill(signal)
    await ended
  }
  return { pid: child.pid, signal: child.kill.bind(child), kill: end('SIGKILL'), [Symbol.asyncDispose]: end('SIGKILL') }
}
