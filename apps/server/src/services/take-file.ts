import type { AttributeType, FileOptions, UploadResult } from '@sluice/schema'
import { sql, type Transaction } from 'kysely'
import type { Database } from '../database/tables.ts'
import { AppError } from '../errors.ts'
import type { IngestLimits } from '../ingest/limits.ts'
import { Profile } from '../ingest/profile.ts'
import { lockNexset, ringAppended } from '../store/append-records.ts'
import { findProfile, saveProfile } from '../store/nexset-profiles.ts'
import { findSameFiles } from '../store/staged-file.ts'
import { countInto } from './count-new-records.ts'
import { alreadyUploaded, tooManyRecords } from './file-refusals.ts'
import { joinTextTypes } from './join-text-types.ts'
import { type FileUpload, stageFile } from './stage-file.ts'

/** `contentHash`: SHA-256 of the file as it was sent. */
export type TakenFile = Omit<UploadResult, 'id' | 'name' | 'attributes'> & { readonly contentHash: Buffer }

type Settings = {
  readonly limits: IngestLimits
  /** Bytes on disk that the workspace has left. */
  readonly bytesLeft: number
  /** Take a file that the Nexset has already. */
  readonly again: boolean
}

/**
 * Reads a file into a Nexset, in the caller's transaction: all of it or, with an `AppError`, nothing. The Nexset is
 * locked only at the end, when all of the file is in.
 */
export async function takeFile(
  transaction: Transaction<Database>,
  nexsetId: string,
  upload: FileUpload,
  { limits, bytesLeft, again }: Settings,
): Promise<TakenFile> {
  const file = await stageFile(transaction, nexsetId, upload, { limits, bytesLeft })
  const { options, staged, measure, recordCount, problemCount, storedBytes, problems } = file
  const nexset = await lockNexset(transaction, nexsetId)
  if (!nexset) throw new AppError('not_found', 'That Nexset is gone: it was deleted while the file came in.')
  if (nexset.record_count + recordCount > limits.nexsetRecords) throw tooManyRecords(limits)
  const sameAs = await findSameFiles(transaction, { contentHash: measure.contentHash }, staged.sourceId)
  const earlier = sameAs.find((same) => same.nexsetId === nexsetId)
  if (earlier && !again) throw alreadyUploaded(earlier)

  const profile = new Profile(limits, await findProfile(transaction, nexsetId))
  await countInto(profile, transaction, nexsetId, nexset.profiled_seq)
  const found = new Profile(limits, file.profile)
  const types = await readingTypes(transaction, nexsetId, options, found)
  profile.merge(found)
  const facts = { options, types, ...measure, recordCount, problemCount }
  const range = await staged.join(nexset.record_count, facts)
  const counted = { stored: profile.toStored(), attributes: profile.attributes, profiledSeq: range.lastSeq }
  await saveProfile(transaction, nexsetId, counted)
  await transaction
    .updateTable('nexset')
    .set({
      record_count: range.lastSeq,
      bytes: sql`bytes + ${measure.bytes}`,
      stored_bytes: sql`stored_bytes + ${storedBytes}`,
      problem_count: sql`problem_count + ${problemCount}`,
      small_chunks: 0,
      last_arrival_at: sql`now()`,
    })
    .where('id', '=', nexsetId)
    .execute()
  await ringAppended(transaction, nexsetId)
  return { recordCount, ...range, problemCount, problems: [...problems], sameAs, contentHash: measure.contentHash }
}

/** How the text of a CSV file is read, together with the CSV files before it; its counts follow. */
async function readingTypes(
  transaction: Transaction<Database>,
  nexsetId: string,
  options: FileOptions,
  profile: Profile,
): Promise<Record<string, AttributeType>> {
  if (options.format === 'json' || options.format === 'ndjson') return {}
  const before = await transaction
    .selectFrom('nexset_source')
    .select('types')
    .where('nexset_id', '=', nexsetId)
    .execute()
  const filled = profile.counters.filter((counter) => counter.filled > 0)
  const types = joinTextTypes(
    filled,
    before.map((source) => source.types),
  )
  for (const counter of filled) counter.readAs(types[counter.name] ?? 'string')
  return types
}
