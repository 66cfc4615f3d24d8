import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { freePort } from '../free-port.ts'
import type { Target } from './target.ts'

const program = fileURLToPath(new URL('slow-server.ts', import.meta.url))

/** A target that takes its time for each answer, as one at a distance does. */
export async function startSlowTarget(latencyMs: number): Promise<Target> {
  const port = await freePort()
  const child = spawn(process.execPath, [program, String(port), String(latencyMs)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}
