import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { buildApp, buildWorkerApp } from './app.ts'
import type { Clock } from './clock.ts'
import { compose } from './compose.ts'
import type { Config } from './config.ts'
import { type OpenDatabase, openDatabase } from './database/open-database.ts'
import { closeServer } from './http/close-server.ts'
import type { Readiness } from './http/health.ts'
import { createNodeMetrics } from './node-metrics.ts'
import { type Practice, startPractice } from './practice/start-practice.ts'
import type { SecretRegistry } from './sending/secrets/secret-registry.ts'
import { StartError } from './start-error.ts'
import type { Waits } from './waits.ts'

const webFolder = fileURLToPath(new URL('../../web/dist', import.meta.url))

export type Sluice = {
  /** Where it listens; null for a worker that listens nowhere. */
  readonly url: string | null
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
  const metrics = createNodeMetrics()

  const database = await openDatabase({ ...config, log, onLost })
  started.defer(() => database.close())
  const practice = await startPracticeOf(config, log)
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

  const health = { metrics, readiness: () => readiness(database, stopping.signal), stopping: stopping.signal }
  const app =
    config.role === 'worker'
      ? await buildWorkerApp({ log, ...health })
      : await buildApp(services, {
          log,
          ...health,
          requestsPerMinute: config.requestsPerMinute,
          webFolder: existsSync(join(webFolder, 'index.html')) ? webFolder : undefined,
        })
  started.defer(() => closeServer(app))
  if (config.port !== undefined) await listen(app, config.host, config.port)
  if (config.role !== 'api') {
    started.defer(() => worker.stop())
    await worker.start()
  }

  const running = started.move()
  return {
    url: config.port === undefined ? null : `http://localhost:${config.port}`,
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

/** A worker sends to the one that another process has started. */
async function startPracticeOf(config: Config, log: Logger): Promise<Practice | undefined> {
  const { role, dataFolder, practicePort: port } = config
  return role === 'worker' || port === undefined ? undefined : startPractice({ dataFolder, port, log })
}

async function listen(app: FastifyInstance, host: string, port: number): Promise<void> {
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
