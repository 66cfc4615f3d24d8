import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** Tells a process from every other, dead or alive, as far as the operating system says. */
export type ProcessIdentity = {
  readonly host: string
  readonly boot: string
  readonly pid: number
  readonly processStart: string
}

/** This process. */
export function ownIdentity(): ProcessIdentity {
  return { ...ownMachine(), pid: process.pid, processStart: startOf(process.pid) ?? '' }
}

/**
 * Whether a process is surely gone: the machine was started anew since, or runs no process of that number and start.
 * False when it can't be told, as of another machine's.
 */
export function isSurelyGone({ host, boot, pid, processStart }: ProcessIdentity): boolean {
  const own = ownMachine()
  if (host !== own.host) return false
  if (boot !== own.boot) return true
  if (processStart === '') return !isRunning(pid)
  return startOf(pid) !== processStart
}

/** Machine and process numbers' own space: machines may share a name, and containers, and not the numbers. */
function ownMachine(): { host: string; boot: string } {
  const machine = attempt(() => readFileSync('/etc/machine-id', 'utf8').trim()) ?? ''
  return {
    host: `${hostname()} ${machine} ${attempt(() => readlinkSync('/proc/self/ns/pid')) ?? ''}`,
    boot: attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()) ?? '',
  }
}

/** When the process started, in the kernel's ticks; undefined when there is none, or it is dead and not yet buried. */
function startOf(pid: number): string | undefined {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
  // The name in brackets may hold anything; what follows it are state and numbers.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields?.[0] === 'Z' || fields?.[0] === 'X' ? undefined : fields?.[19]
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH')
  }
}

function attempt<Value>(work: () => Value): Value | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
