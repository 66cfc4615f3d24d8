import { parse } from '@sluice/json'
import { DestinationSettings, RequestConfig } from '@sluice/schema'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import { BuilderInputs, type Fence } from './intents.ts'
import type { OutcomeTally } from './outcome-tally.ts'
import { findNextReplay } from './replay-records.ts'
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
  readonly ageMs: number
  /** How it ended, short of an outcome; null when nothing was filed of it: it is in doubt. */
  readonly attempt: {
    readonly id: string
    readonly result: AttemptResult
    readonly tries: number
    readonly retryInMs: number
    readonly lookUps: number
    readonly ageMs: number
  } | null
}

/** What the journal knows of the records above a cursor. */
export type OpenWork = {
  readonly filed: ReadonlyMap<number, FiledOutcome>
  /** Newest first. */
  readonly requests: readonly EarlierRequest[]
}

/** What the journal knows of the records of a replay that requests were made of. */
export type OpenReplayWork = {
  /** Those of them that have their outcome by it. */
  readonly done: readonly number[]
  /** Newest first. */
  readonly requests: readonly EarlierRequest[]
}

export type StoredRequest = {
  readonly request: RequestConfig
  readonly settings: DestinationSettings
  readonly credentialId: string
}

export type OpenWorkStore = ReturnType<typeof createOpenWorkStore>

/** What a slice needs to know of its predecessors. */
export function createOpenWorkStore(db: Kysely<Database>) {
  return {
    /** Outcomes filed above the cursor, and the requests made for records above it. */
    async load(destinationId: string, pass: number, cursor: number): Promise<OpenWork> {
      const [filed, groups] = await Promise.all([
        loadFiled(db, destinationId, pass, cursor),
        groupsOf(db)
          .where('destination_id', '=', destinationId)
          .where('pass', '=', pass)
          .where('last_seq', '>', cursor)
          .execute(),
      ])
      return { filed, requests: await unpackAll(db, groups) }
    },

    /** The requests that a replay has made for records that still wait for an outcome by it. */
    async loadReplay(runId: string): Promise<OpenReplayWork> {
      const { rows } = await sql<{ id: string; waiting: number[] }>`
        select g.id, array_agg(p.seq) as waiting from intent_group g cross join unnest(g.seqs) as u (seq)
        join replay_record p on p.run_id = g.run_id and p.seq = u.seq and p.outcome is null
        where g.run_id = ${runId} group by g.id`.execute(db)
      const ids = rows.map(({ id }) => id)
      const waiting = new Set(rows.flatMap((row) => row.waiting))
      const groups = await groupsOf(db).where('id', '=', sql<string>`any(${ids}::uuid[])`).execute()
      return {
        done: groups.flatMap(({ seqs }) => seqs.filter((seq) => !waiting.has(seq))),
        requests: await unpackAll(db, groups),
      }
    },

    /** The replay of a destination whose turn it is. */
    findReplay: (destinationId: string): Promise<string | null> => findNextReplay(db, destinationId),

    /** Notes that a look-up after this attempt found nothing; false when the slice belongs to another worker. */
    async noteLookUp({ destinationId, fence }: Pick<Fence, 'destinationId' | 'fence'>, attemptId: string) {
      const { rows } = await sql`
        with held as (select id from destination where id = ${destinationId} and fence = ${fence} for key share),
        noted as (update attempt set look_ups = look_ups + 1 where id = ${attemptId} and exists (select from held))
        select id from held`.execute(db)
      return rows.length > 0
    },

    /** When an intent was committed, by the database's clock. */
    async intentMadeAt(intentGroupId: string): Promise<Date> {
      const row = await db
        .selectFrom('intent_group')
        .select('made_at')
        .where('id', '=', intentGroupId)
        .executeTakeFirstOrThrow()
      return row.made_at
    },

    /** What an earlier version of a destination asked for. */
    async findVersion(destinationId: string, version: number): Promise<StoredRequest | undefined> {
      const row = await db
        .selectFrom('destination_version')
        .select([sql<string>`request::text`.as('request'), 'settings', 'credential_id'])
        .where('destination_id', '=', destinationId)
        .where('version', '=', version)
        .executeTakeFirst()
      return (
        row && {
          request: RequestConfig.parse(parse(row.request)),
          settings: DestinationSettings.parse(row.settings),
          credentialId: row.credential_id,
        }
      )
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

/** Newest first: whatever the clock did meanwhile, what a later slice made came later. */
function groupsOf(db: Kysely<Database>) {
  return db
    .selectFrom('intent_group')
    .select(['id', 'worker_id', 'version', 'inputs', 'seqs', 'sizes', 'keys', 'repeats', 'made_at'])
    .select(sql<number>`extract(epoch from now() - made_at)::float8 * 1000`.as('age_ms'))
    .orderBy('fence', 'desc')
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
}

type Group = Awaited<ReturnType<ReturnType<typeof groupsOf>['execute']>>[number]
type Attempts = ReadonlyMap<string, EarlierRequest['attempt']>

async function loadAttempts(db: Kysely<Database>, groups: readonly string[]): Promise<Attempts> {
  if (groups.length === 0) return new Map()
  const rows = await db
    .selectFrom('attempt')
    .select(['id', 'intent_group_id', 'request_index', 'result', 'tries', 'look_ups'])
    .select(sql<number>`extract(epoch from now() - at)::float8 * 1000`.as('age_ms'))
    .select(sql<number>`coalesce(extract(epoch from retry_at - now())::float8 * 1000, 0)`.as('retry_in_ms'))
    .where('intent_group_id', '=', sql<string>`any(${groups}::uuid[])`)
    .execute()
  return new Map(
    rows.map((row) => [
      `${row.intent_group_id} ${row.request_index}`,
      {
        id: row.id,
        result: row.result,
        tries: row.tries,
        retryInMs: Math.max(0, row.retry_in_ms),
        lookUps: row.look_ups,
        ageMs: row.age_ms,
      },
    ]),
  )
}

async function unpackAll(db: Kysely<Database>, groups: readonly Group[]): Promise<EarlierRequest[]> {
  const attempts = await loadAttempts(
    db,
    groups.map(({ id }) => id),
  )
  return groups.flatMap((group) => unpack(group, attempts))
}

function unpack(group: Group, attempts: Attempts): EarlierRequest[] {
  const sizes = group.sizes ?? group.seqs.map(() => 1)
  const inputs = BuilderInputs.parse(group.inputs)
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
      ageMs: group.age_ms,
      attempt: attempts.get(`${group.id} ${index}`) ?? null,
    }
    from = to
    return request
  })
}
