import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import settings from '../apps/server/process.json' with { type: 'json' }
import { freePort } from './free-port.ts'

const main = fileURLToPath(new URL('../apps/server/src/main.ts', import.meta.url))
const compileCache = fileURLToPath(new URL('../node_modules/.cache/node', import.meta.url))

export type BenchServer = {
  readonly url: string
  readonly pid: number
  /** What the server process holds now, without the database's own processes. */
  residentBytes(): Promise<number>
  /** The most it held since `forgetPeak`. */
  peakBytes(): Promise<number>
  forgetPeak(): void
  stop(): Promise<void>
}

/**
 * Starts the server as `npm start` does, as a process of its own, on a free port, without Practice Salesloft, over a
 * new data folder or with other settings.
 */
export async function startServer(dataFolder: string, environment: Record<string, string> = {}): Promise<BenchServer> {
  const port = await freePort()
  const env = {
    NODE_COMPILE_CACHE: compileCache,
    ...settings.environment,
    ...process.env,
    SLUICE_DATA: dataFolder,
    SLUICE_PORT: String(port),
    SLUICE_PRACTICE: 'off',
    SLUICE_LOG: 'warn',
    ...environment,
  }
  const child = spawn(process.execPath, [...settings.nodeFlags, main], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const { pid } = child
  if (pid === undefined) throw new Error('The server could not be started.')
  await ready()
  const sizeOf = async (name: 'VmRSS' | 'VmHWM') => {
    const status = await readFile(`/proc/${pid}/status`, 'utf8')
    return Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) * 1024
  }
  return {
    url: `http://127.0.0.1:${port}`,
    pid,
    residentBytes: () => sizeOf('VmRSS'),
    peakBytes: () => sizeOf('VmHWM'),
    forgetPeak: () => writeFileSync(`/proc/${pid}/clear_refs`, '5'),
    async stop() {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
    },
  }

  async function ready(): Promise<void> {
    for await (const line of createInterface({ input: child.stdout })) if (line.startsWith('Sluice is ready')) return
    throw new Error('The server ended before it was ready.')
  }
}
