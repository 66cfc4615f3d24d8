import { setTimeout as delay } from 'node:timers/promises'

const longestMs = 5_000

/** Whether there is a process of this number. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Asks a process to end, and ends it when it hasn't within five seconds. It is gone afterwards. */
export async function endProcess(pid: number): Promise<void> {
  signal(pid, 'SIGTERM')
  for (let waitedMs = 0; waitedMs < longestMs && isAlive(pid); waitedMs += 20) await delay(20)
  signal(pid, 'SIGKILL')
}

function signal(pid: number, name: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(pid, name)
  } catch {
    // it has ended by itself
  }
}
