import type { ChildProcess, ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { startMain } from './start-main.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** The whole product in processes of its own, over a folder that outlives them. */
export type Product = {
  readonly folder: string
  readonly port: string
  readonly practicePort: number
  /** Starts it as `npm start` does, and gives what it printed until it was ready or had ended. */
  start(
    settings?: Record<string, string>,
  ): Promise<{ sluice: ChildProcessByStdio<null, Readable, Readable>; printed: string }>
  /** Ends what was started last, and gives its exit code. */
  end(signal: NodeJS.Signals): Promise<unknown>
}

/** A product that wasn't started yet, with ports and a data folder of its own. */
export async function newProduct(): Promise<Product> {
  const folder = await temporaryFolder()
  const practicePort = await freePort()
  const port = String(await freePort())
  const environment = {
    SLUICE_DATA: join(folder, 'data'),
    SLUICE_PORT: port,
    SLUICE_PRACTICE_PORT: String(practicePort),
  }
  let last: ChildProcess | undefined
  return {
    folder,
    port,
    practicePort,
    async start(settings = {}) {
      const started = await startMain({ ...environment, ...settings })
      last = started.sluice
      return started
    },
    async end(signal) {
      if (!last || last.exitCode !== null || last.signalCode !== null) return last?.exitCode
      const ended = once(last, 'exit')
      last.kill(signal)
      return (await ended)[0]
    },
  }
}

/** A port of the loopback address that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}
