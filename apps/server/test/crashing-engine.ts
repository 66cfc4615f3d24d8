import { Kysely, PostgresDialect } from 'kysely'
import { createPool } from '../src/database/create-pool.ts'
import type { Database } from '../src/database/tables.ts'
import { createDeliveryEngine } from '../src/delivery/engine.ts'
import { openDatabaseCable } from './database-cable.ts'
import type { DeliveryRig } from './delivery.ts'
import { createTestParts } from './delivery-parts.ts'

/** Engines that crash in this process as they would in one of their own: without a word to the database. */
export function crashingEngines(rig: Pick<DeliveryRig, 'database' | 'credential' | 'waits'>) {
  /** Workers whose engines have ended, which the operating system can't tell apart from this process. */
  const gone = new Set<string>()
  const ending: Promise<void>[] = []
  return {
    /** Starts one; `crash` ends it at once, and resolves before its requests in flight have ended. */
    async start(): Promise<{ crash(): void }> {
      const cable = await openDatabaseCable(rig.database.connection)
      const pool = createPool({ ...cable.connection, max: 6 })
      pool.on('error', () => {})
      const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
      const parts = await createTestParts({ db }, rig.credential, rig.waits, () => {})
      const workers = { ...parts.workers, isGone: async (id: string) => gone.has(id) }
      const engine = createDeliveryEngine({ ...parts, workers }, cable.connection)
      await engine.start()
      const end = async () => {
        await engine.stop().catch(() => {})
        gone.add(parts.workerId)
        await parts[Symbol.asyncDispose]()
        await pool.end()
      }
      return {
        crash() {
          cable.cut()
          ending.push(end())
        },
      }
    },
    /** Resolves when nothing is left of those that crashed. */
    async ended(): Promise<void> {
      await Promise.all(ending)
    },
  }
}
