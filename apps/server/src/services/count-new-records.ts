import type { Kysely } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { IngestLimits } from '../ingest/limits.ts'
import { Profile } from '../ingest/profile.ts'
import { findProfile, saveProfile } from '../store/nexset-profiles.ts'
import { createNexsetRecords } from '../store/nexset-records.ts'

const mostRecords = 20_000
/** As the sources say, without what a person set. */
const unchanged = { typesVersion: 0 }

/**
 * Counts, for the Nexset's schema, records that were appended since it was last counted: at most 20,000 a call. Does
 * nothing while someone else adds to the Nexset.
 */
export async function countNewRecords(db: Kysely<Database>, nexsetId: string, limits: IngestLimits): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const nexset = await transaction
      .selectFrom('nexset')
      .select(['profiled_seq', 'record_count'])
      .where('id', '=', nexsetId)
      .whereRef('profiled_seq', '<', 'record_count')
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
    if (!nexset) return
    const profile = new Profile(limits, await findProfile(transaction, nexsetId))
    const profiledSeq = await countInto(profile, transaction, nexsetId, nexset.profiled_seq, mostRecords)
    await saveProfile(transaction, nexsetId, {
      stored: profile.toStored(),
      attributes: profile.attributes,
      profiledSeq,
    })
  })
}

/** Counts records after `afterSeq`; gives the seq of the last one that was counted. */
export async function countInto(
  profile: Profile,
  db: Kysely<Database>,
  nexsetId: string,
  afterSeq: number,
  most = Number.POSITIVE_INFINITY,
): Promise<number> {
  let countedSeq = afterSeq
  for await (const { records } of createNexsetRecords(db).readChunks(nexsetId, afterSeq, unchanged)) {
    for (const { seq, data } of records) {
      profile.addKnown(data)
      countedSeq = seq
    }
    if (countedSeq - afterSeq >= most) break
  }
  return countedSeq
}
