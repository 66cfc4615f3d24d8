import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { compileCache } from './compile-cache.ts'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))

/** Starts Sluice's own process with these settings and no others; gives it, and what it printed until it was ready or had ended. */
export async function startMain(environment: Record<string, string>) {
  const sluice = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH ?? '', NODE_COMPILE_CACHE: compileCache, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  await new Promise<void>((resolve) => {
    sluice.once('exit', () => resolve())
    for (const stream of [sluice.stdout, sluice.stderr]) {
      stream.on('data', (data: Buffer) => {
        printed += data
        if (printed.includes('Sluice is ready')) resolve()
      })
    }
  })
  return { sluice, printed }
}
