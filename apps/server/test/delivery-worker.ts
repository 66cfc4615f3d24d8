import { Kysely, PostgresDialect } from 'kysely'
import { createPool } from '../src/database/create-pool.ts'
import type { Database } from '../src/database/tables.ts'
import { createDeliveryEngine } from '../src/delivery/engine.ts'
import { createTestParts, practiceCredential, testWaits } from './delivery-parts.ts'
import { WorkerSettings } from './worker-settings.ts'

/** A worker process for tests that kill it: the engine over the database and the practice server of its settings. */
const settings = WorkerSettings.parse(JSON.parse(process.env.WORKER_SETTINGS ?? ''))
const pool = createPool(settings.connection)
pool.on('error', () => {})
const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
const credential = practiceCredential(settings.practice, settings.limits)
const parts = await createTestParts({ db }, credential, { ...testWaits, ...settings.waits })
await createDeliveryEngine(parts, settings.connection).start()
process.stdout.write('started\n')
