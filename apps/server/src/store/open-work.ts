import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '../database/tables.ts'
import type { OutcomeTally } from './filings.ts'
import type { BuilderInputs } from './intents.ts'
import type { AttemptResult } from './tables/delivery.ts'

export type FiledOutcome = keyof OutcomeTally

/** A request that earlier slices committed an intent for, with what is known of it. */
export type EarlierRequest = {
  readonly intentGroupId: string
  readonly index: number
  readonly workerId: string
  readonly version: number
  readonly inputs: BuilderInputs
  readonly seqs: readonly number[]
  readonly keys: readonly (string | null)[]
  readonly isRepeat: boolean
  /** By the database's clock. */
  readonly madeAt: Date
  readonly ageMs: number
  /** How it ended, short of an outcome; null when nothing was filed of it: it is in doubt. */
  readonly attempt: { readonly result: AttemptResult; readonly tries: number; readonly retryInMs: number } | null
}

/** What the journal knows of the records above a cursor. */
export type OpenWork = {
  readonly filed: ReadonlyMap<number, FiledOutcome>
  /** Newest first. */
  readonly requests: readonly EarlierRequest[]
}

const Inputs = z.object({ now: z.string(), baseUrl: z.string(), typesVersion: z.int() })

export type OpenWorkStore = ReturnType<typeof createOpenWorkStore>

/** What a slice needs to know of its predecessors. */
export function createOpenWorkStore(db: Kysely<Database>) {
  return {
    /** Outcomes filed above the cursor, and the requests made for records above it. */
    async load(destinationId: string, pass: number, cursor: number): Promise<OpenWork> {
      const [filed, groups] = await Promise.all([
        loadFiled(db, destinationId, pass, cursor),
        loadGroups(db, destinationId, pass, cursor),
      ])
      const attempts = await loadAttempts(
        db,
        groups.map(({ id }) => id),
      )
      return { filed, requests: groups.flatMap((group) => unpack(group, attempts)) }
    },
  }
}

async function loadFiled(db: Kysely<Database>, destinationId: string, pass: number, cursor: number) {
  const filed = new Map<number, FiledOutcome>()
  const [segments, unsent] = await Promise.all([
    db
      .selectFrom('outcome_segment')
      .select('seqs')
      .where('destination_id', '=', destinationId)
      .where('pass', '=', pass)
      .where('last_seq', '>', cursor)
      .where('first_seq', '>', cursor - 131_072)
      .execute(),
    db
      .selectFrom('quarantine_record')
      .select(['seq', 'outcome'])
      .where('destination_id', '=', destinationId)
      .where('pass', '=', pass)
      .where('is_open', '=', true)
      .where('seq', '>', cursor)
      .execute(),
  ])
  for (const { seqs } of segments) for (const seq of seqs) if (seq > cursor) filed.set(seq, 'sent')
  for (const { seq, outcome } of unsent) filed.set(seq, outcome)
  return filed
}

function loadGroups(db: Kysely<Database>, destinationId: string, pass: number, cursor: number) {
  return db
    .selectFrom('intent_group')
    .select(['id', 'worker_id', 'version', 'inputs', 'seqs', 'sizes', 'keys', 'repeats', 'made_at'])
    .select(sql<number>`extract(epoch from now() - made_at)::float8 * 1000`.as('age_ms'))
    .where('destination_id', '=', destinationId)
    .where('pass', '=', pass)
    .where('last_seq', '>', cursor)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

type Group = Awaited<ReturnType<typeof loadGroups>>[number]
type Attempts = ReadonlyMap<string, EarlierRequest['attempt']>

async function loadAttempts(db: Kysely<Database>, groups: readonly string[]): Promise<Attempts> {
  if (groups.length === 0) return new Map()
  const rows = await db
    .selectFrom('attempt')
    .select(['intent_group_id', 'request_index', 'result', 'tries'])
    .select(sql<number>`coalesce(extract(epoch from retry_at - now())::float8 * 1000, 0)`.as('retry_in_ms'))
    .where('intent_group_id', '=', sql<string>`any(${groups}::uuid[])`)
    .execute()
  return new Map(
    rows.map((row) => [
      `${row.intent_group_id} ${row.request_index}`,
      { result: row.result, tries: row.tries, retryInMs: Math.max(0, row.retry_in_ms) },
    ]),
  )
}

function unpack(group: Group, attempts: Attempts): EarlierRequest[] {
  const sizes = group.sizes ?? group.seqs.map(() => 1)
  const inputs = Inputs.parse(group.inputs)
  const repeats = new Set(group.repeats)
  let from = 0
  return sizes.map((size, index) => {
    const to = from + size
    const request = {
      intentGroupId: group.id,
      index,
      workerId: group.worker_id,
      version: group.version,
      inputs,
      seqs: group.seqs.slice(from, to),
      keys: group.keys?.slice(from, to) ?? Array.from({ length: size }, () => null),
      isRepeat: repeats.has(index),
      madeAt: group.made_at,
      ageMs: group.age_ms,
      attempt: attempts.get(`${group.id} ${index}`) ?? null,
    }
    from = to
    return request
  })
}
