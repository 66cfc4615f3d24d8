import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { collectDefaultMetrics, Registry } from 'prom-client'
import { buildApp } from './app.ts'
import type { Clock } from './clock.ts'
import { compose } from './compose.ts'
import type { Config } from './config.ts'
import { type OpenDatabase, openDatabase } from './database/open-database.ts'
import type { Readiness } from './http/health.ts'
import { startPractice } from './practice/start-practice.ts'
import type { SecretRegistry } from './sending/secrets/secret-registry.ts'
import { StartError } from './start-error.ts'
import type { Waits } from './waits.ts'

const webFolder = fileURLToPath(new URL('../../web/dist', import.meta.url))

export type Sluice = {
  /** Where it listens. */
  readonly url: string
  /** Ends all of it in order: requests in flight are decided, and no process that it started is left. */
  stop(): Promise<void>
  /** Ends all of it at once; what was in flight is in doubt. */
  kill(): Promise<void>
}

type Options = {
  readonly config: Config
  readonly log: Logger
  readonly secrets: SecretRegistry
  /** Called when Sluice can't go on and has to be stopped. */
  readonly onLost: (error: Error) => void
  /** Shorter ones and another, in tests. */
  readonly waits?: Waits
  readonly clock?: Clock
}

/** Starts the whole product. Throws a {@link StartError} that a person can act on, and leaves nothing running then. */
export async function startSluice({ config, log, secrets, onLost, waits, clock }: Options): Promise<Sluice> {
  await using started = new AsyncDisposableStack()
  const stopping = new AbortController()
  const metrics = new Registry()
  collectDefaultMetrics({ register: metrics })

  const database = await openDatabase({ ...config, log, onLost })
  started.defer(() => database.close())
  const practice =
    config.practicePort === undefined ? undefined : await startPractice({ ...config, port: config.practicePort, log })
  if (practice) started.defer(() => practice.stop())
  const { services, worker, close } = await compose({
    config,
    database,
    log,
    secrets,
    metrics,
    stopping: stopping.signal,
    ...(waits && { waits }),
    ...(clock && { clock }),
  })
  started.defer(close)

  const app = await buildApp(services, {
    log,
    metrics,
    requestsPerMinute: config.requestsPerMinute,
    readiness: () => readiness(database, stopping.signal),
    stopping: stopping.signal,
    webFolder: existsSync(join(webFolder, 'index.html')) ? webFolder : undefined,
  })
  started.defer(() => app.close())
  if (config.role !== 'worker') await listen(app, config)
  if (config.role !== 'api') {
    started.defer(() => worker.stop())
    await worker.start()
  }

  const running = started.move()
  return {
    url: `http://localhost:${config.port}`,
    async stop() {
      stopping.abort()
      await running.disposeAsync()
    },
    async kill() {
      stopping.abort()
      await Promise.all([practice?.stop(), database.kill()])
    },
  }
}

async function listen(app: FastifyInstance, { host, port }: Config): Promise<void> {
  try {
    await app.listen({ host, port })
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    if (!isTaken) throw error
    throw new StartError(
      `Port ${port} is taken by another program, maybe by another Sluice. Stop it, or set SLUICE_PORT to a free port.`,
      { cause: error },
    )
  }
}

async function readiness({ trouble, warnings }: OpenDatabase, stopping: AbortSignal): Promise<Readiness> {
  const cause = stopping.aborted ? 'Sluice is stopping.' : await trouble()
  return { causes: cause === null ? [] : [cause], warnings }
}
