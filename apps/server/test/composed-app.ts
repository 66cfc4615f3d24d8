import { randomBytes } from 'node:crypto'
import { Registry } from 'prom-client'
import { buildApp } from '../src/app.ts'
import { compose } from '../src/compose.ts'
import { readConfig } from '../src/config.ts'
import { createLog } from '../src/log/create-log.ts'
import { createSecretRegistry } from '../src/sending/secrets/secret-registry.ts'
import { createTestDatabase } from './test-database.ts'

/** The whole server over a database of its own, without a socket; `await using` ends both. Settings as in the environment. */
export async function createComposedApp(settings: Record<string, string> = {}) {
  const database = await createTestDatabase()
  const secrets = createSecretRegistry()
  const config = readConfig({ SLUICE_MASTER_KEY: randomBytes(32).toString('base64'), ...settings })
  // What nobody foresaw is to be seen when a test fails for it.
  const log = createLog({ level: 'error', secrets, write: (line) => process.stderr.write(line) })
  const metrics = new Registry()
  const { services, close } = await compose({
    config,
    database: { ...database, warnings: [], close: async () => {}, kill: async () => {} },
    log,
    secrets,
    metrics,
    stopping: new AbortController().signal,
  })
  const app = await buildApp(services, { log, requestsPerMinute: config.requestsPerMinute })
  return Object.assign(app, {
    services,
    db: database.db,
    connection: database.connection,
    async [Symbol.asyncDispose]() {
      await app.close()
      await close()
      await database[Symbol.asyncDispose]()
    },
  })
}
export type ComposedApp = Awaited<ReturnType<typeof createComposedApp>>
