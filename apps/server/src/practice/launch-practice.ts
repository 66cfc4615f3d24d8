import { spawn } from 'node:child_process'
import { open, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { StartError } from '../start-error.ts'
import { practiceHealth } from './practice-health.ts'
import type { PracticeOptions } from './start-practice.ts'

/**
 * Starts the process and gives its number once it answers. It is in a session of its own: a Ctrl-C in the terminal
 * doesn't reach it, so what is in flight to it still gets its answer before it is stopped.
 */
export async function launchPractice({ port, dataFolder }: PracticeOptions): Promise<number> {
  const main = join(dirname(createRequire(import.meta.url).resolve('@sluice/practice-salesloft')), 'main.ts')
  const logFile = join(dataFolder, 'practice-salesloft.log')
  const log = await open(logFile, 'w')
  const child = spawn(process.execPath, [main], {
    detached: true,
    env: { ...ownSettings(), SLUICE_PRACTICE_PORT: String(port), SLUICE_DATA: dataFolder },
    stdio: ['ignore', log.fd, log.fd],
  })
  child.unref()
  await log.close()
  for (let waitedMs = 0; waitedMs < 15_000 && child.exitCode === null; waitedMs += 25) {
    await delay(25)
    const health = await practiceHealth(port)
    if (health.kind === 'practice' && health.pid === child.pid) return child.pid
  }
  child.kill('SIGKILL')
  throw new StartError(`Practice Salesloft doesn’t start.\n${(await readFile(logFile, 'utf8')).slice(-2_000)}`)
}

/** Its own settings and nearly no other variable: it has no business with the rest, secrets above all. */
function ownSettings(): Record<string, string | undefined> {
  const isOwn = (name: string) => name.startsWith('SLUICE_PRACTICE_') || name === 'NODE_COMPILE_CACHE'
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => isOwn(name)))
}
