import type { Kysely } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Database } from '../database/tables.ts'

type Identity = { readonly host: string; readonly boot: string; readonly pid: number; readonly processStart: string }

export type WorkerStore = {
  /** Whether the process behind a worker is surely gone. */
  isGone(workerId: string): Promise<boolean>
}

/** Enters this process among the workers; gives its id and the store. `isSurelyGone` asks the operating system. */
export async function registerWorker(
  db: Kysely<Database>,
  identity: Identity,
  isSurelyGone: (other: Identity) => boolean,
): Promise<WorkerStore & { readonly workerId: string }> {
  const workerId = uuid()
  await db
    .insertInto('worker')
    .values({
      id: workerId,
      host: identity.host,
      boot: identity.boot,
      pid: identity.pid,
      process_start: identity.processStart,
    })
    .execute()
  return {
    workerId,
    async isGone(id) {
      const row = await db.selectFrom('worker').selectAll().where('id', '=', id).executeTakeFirst()
      return row !== undefined && isSurelyGone({ ...row, processStart: row.process_start })
    },
  }
}
