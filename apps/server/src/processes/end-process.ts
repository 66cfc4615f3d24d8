import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

const longestMs = 5_000

/** Whether a process of this number runs; one that has ended and is only still listed doesn't. */
export function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false // 0 is this process's group
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  return !isZombie(pid)
}

/** Waits until a process has ended, five seconds at most. */
export async function awaitEnd(pid: number): Promise<void> {
  for (let waitedMs = 0; waitedMs < longestMs && isAlive(pid); waitedMs += 20) await delay(20)
}

/** Asks a process to end, and ends it when it hasn't within five seconds. It is gone afterwards. */
export async function endProcess(pid: number): Promise<void> {
  signal(pid, 'SIGTERM')
  await awaitEnd(pid)
  if (isAlive(pid)) signal(pid, 'SIGKILL')
}

function signal(pid: number, name: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(pid, name)
  } catch {
    // it has ended by itself
  }
}

function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false
  try {
    return /^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return true // gone since
  }
}
