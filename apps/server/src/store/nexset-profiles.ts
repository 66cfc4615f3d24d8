import type { Attribute } from '@sluice/schema'
import type { Kysely } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { StoredProfile } from './tables/nexsets.ts'

/** What was counted of a Nexset's attributes. */
export async function findProfile(db: Kysely<Database>, nexsetId: string): Promise<StoredProfile[]> {
  const found = await db
    .selectFrom('nexset_profile')
    .select('attributes')
    .where('nexset_id', '=', nexsetId)
    .executeTakeFirst()
  return found?.attributes ?? []
}

/** Files what was counted of the records up to `profiledSeq`. The caller holds the Nexset's lock. */
export async function saveProfile(
  db: Kysely<Database>,
  nexsetId: string,
  profile: { stored: readonly StoredProfile[]; attributes: readonly Attribute[]; profiledSeq: number },
): Promise<void> {
  const attributes = JSON.stringify(profile.stored)
  await db
    .insertInto('nexset_profile')
    .values({ nexset_id: nexsetId, attributes })
    .onConflict((conflict) => conflict.column('nexset_id').doUpdateSet({ attributes }))
    .execute()
  await db
    .updateTable('nexset')
    .set({ attributes: JSON.stringify(profile.attributes), profiled_seq: profile.profiledSeq })
    .where('id', '=', nexsetId)
    .execute()
}
