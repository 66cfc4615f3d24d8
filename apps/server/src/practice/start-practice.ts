import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from 'pino'
import { endProcess, isAlive } from '../processes/end-process.ts'
import { StartError } from '../start-error.ts'
import { launchPractice } from './launch-practice.ts'
import { practiceHealth } from './practice-health.ts'

export type Practice = { stop(): Promise<void> }

export type PracticeOptions = {
  readonly port: number
  readonly dataFolder: string
  readonly log: Pick<Logger, 'info' | 'warn'>
}

/**
 * Starts Practice Salesloft as a process of its own, or takes over the one of this data folder that an earlier Sluice
 * left when it was killed. When it dies it is started again. Throws a {@link StartError} when the port is taken.
 */
export async function startPractice(options: PracticeOptions): Promise<Practice> {
  const stopping = new AbortController()
  let pid = (await findLeft(options)) ?? (await launchPractice(options))

  async function keepRunning(): Promise<void> {
    while (!stopping.signal.aborted) {
      await delay(500, undefined, { signal: stopping.signal, ref: false }).catch(() => {})
      if (stopping.signal.aborted || isAlive(pid)) continue
      options.log.warn('Practice Salesloft stopped by itself and is started again.')
      try {
        pid = await launchPractice(options)
      } catch (error) {
        options.log.warn({ err: error }, 'Practice Salesloft doesn’t start.')
      }
    }
  }
  const watching = keepRunning()

  return {
    async stop() {
      stopping.abort()
      await watching
      await endProcess(pid)
    },
  }
}

/** The process that an earlier Sluice of this data folder left, if there is one. */
async function findLeft({ port, dataFolder, log }: PracticeOptions): Promise<number | undefined> {
  const health = await practiceHealth(port)
  switch (health.kind) {
    case 'nothing':
      return undefined
    case 'stranger':
      throw new StartError(
        `Port ${port} is taken by another program, and Practice Salesloft needs it. ` +
          'Stop that program, set SLUICE_PRACTICE_PORT to a free port, or switch it off with SLUICE_PRACTICE=off.',
      )
    case 'practice':
      if (health.dataFolder === dataFolder) {
        log.info({ pid: health.pid }, 'Practice Salesloft was still running and is used again.')
        return health.pid
      }
      throw new StartError(
        `Port ${port} is taken by the Practice Salesloft of another data folder (${health.dataFolder}, process ${health.pid}). ` +
          'Stop that Sluice, or set SLUICE_PRACTICE_PORT to a free port.',
      )
    default:
      return health satisfies never
  }
}
