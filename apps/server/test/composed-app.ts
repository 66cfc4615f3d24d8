import { randomBytes } from 'node:crypto'
import { Registry } from 'prom-client'
import { buildApp } from '../src/app.ts'
import { compose } from '../src/compose.ts'
import { readConfig } from '../src/config.ts'
import { createLog } from '../src/log/create-log.ts'
import { createSecretRegistry } from '../src/sending/secrets/secret-registry.ts'
import type { Waits } from '../src/waits.ts'
import { createTestDatabase, type TestDatabase } from './test-database.ts'

type Options = {
  readonly waits?: Waits | undefined
  /** Another app's, which stays. */
  readonly shared?: TestDatabase
}

/** The whole server over a database of its own, without a socket; `await using` ends both. Settings as in the environment. */
export async function createComposedApp(settings: Record<string, string> = {}, { waits, shared }: Options = {}) {
  const database = shared ?? (await createTestDatabase())
  const secrets = createSecretRegistry()
  const masterKey = randomBytes(32).toString('base64')
  const config = readConfig({ SLUICE_MASTER_KEY: masterKey, ...settings })
  const logLines: string[] = []
  const log = createLog({
    level: 'trace',
    secrets,
    write(line) {
      logLines.push(line)
      // What nobody foresaw is to be seen when a test fails for it.
      if (/"level":"(error|fatal)"/.test(line)) process.stderr.write(line)
    },
  })
  const metrics = new Registry()
  const stopping = new AbortController()
  const { services, worker, close } = await compose({
    config,
    database: { ...database, warnings: [], trouble: async () => null, close: async () => {}, kill: async () => {} },
    log,
    secrets,
    metrics,
    stopping: stopping.signal,
    ...(waits && { waits }),
  })
  const { requestsPerMinute } = config
  // A busy machine is no reason to turn a test away.
  const app = await buildApp(services, { metrics, log, requestsPerMinute, busyAfterMs: 60_000 })
  return Object.assign(app, {
    services,
    worker,
    database,
    masterKey,
    logLines,
    db: database.db,
    connection: database.connection,
    async [Symbol.asyncDispose]() {
      stopping.abort()
      await app.close()
      await close()
      if (!shared) await database[Symbol.asyncDispose]()
    },
  })
}
export type ComposedApp = Awaited<ReturnType<typeof createComposedApp>>
