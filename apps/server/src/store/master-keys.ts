import type { Kysely } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { MasterKeyStore } from '../sending/secrets/master-key.ts'

/** The check values of master keys. */
export function createMasterKeyStore(db: Kysely<Database>): MasterKeyStore {
  return {
    list: () => db.selectFrom('master_key').select(['id', 'check_value as checkValue']).execute(),
    async insert(id, checkValue) {
      await db.transaction().execute(async (transaction) => {
        // Of two processes that start together, the one that comes second finds the first one's key.
        await transaction
          .selectNoFrom((build) => build.fn('pg_advisory_xact_lock', [build.val(7_305_843)]).as('lock'))
          .execute()
        const { count } = await transaction
          .selectFrom('master_key')
          .select((build) => build.fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow()
        if (count === 0) await transaction.insertInto('master_key').values({ id, check_value: checkValue }).execute()
      })
    },
  }
}
