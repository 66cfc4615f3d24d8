import { Answer } from '@sluice/schema'
import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '../database/tables.ts'
import { BuilderInputs } from './intents.ts'
import { segmentSpan } from './outcomes.ts'
import type { AttemptResult } from './tables/delivery.ts'

/** One request that carried a record, as the journal knows it. */
export type StoredExchange = {
  readonly runId: string
  readonly version: number
  readonly inputs: BuilderInputs
  /** All records that it carried, in body order. */
  readonly seqs: readonly number[]
  /** 16 bytes. */
  readonly fingerprint: string
  readonly isRepeat: boolean
  readonly madeAt: Date
  /** `sent`: a plain success. `open`: nothing is known of its end yet. */
  readonly result: AttemptResult | 'sent' | 'open'
  readonly status: number | null
  readonly answer: Answer | null
  readonly error: string | null
  readonly durationMs: number | null
}

const mostExchanges = 100

/** The newest exchanges that carried a record, in all passes, oldest first. */
export async function findExchanges(
  db: Kysely<Database>,
  destination: { readonly id: string; readonly pass: number },
  seq: number,
): Promise<StoredExchange[]> {
  const passes = Array.from({ length: destination.pass }, (_, index) => index + 1)
  const [groups, segments] = await Promise.all([
    loadGroups(db, destination.id, passes, seq),
    loadSegments(db, destination.id, passes, seq),
  ])
  const ends = await loadEnds(
    db,
    groups.map(({ id }) => id),
  )
  // Newest first: a success belongs to the newest request before it that has no other end.
  const successes = [...segments]
  const exchanges = groups.flatMap((group) => {
    const request = requestIn(group, seq)
    if (!request) return []
    const end = ends.get(`${group.id} ${request.index}`)
    if (end) return [{ ...request, ...end }]
    const at = successes.findIndex(({ pass, filed_at }) => pass === group.pass && filed_at >= group.made_at)
    const [success] = at < 0 ? [] : successes.splice(at, 1)
    if (!success) return [{ ...request, ...withoutEnd }]
    return [
      { ...request, ...withoutEnd, result: 'sent' as const, status: success.status, durationMs: success.duration },
    ]
  })
  return exchanges.reverse()
}

const withoutEnd = { result: 'open', status: null, answer: null, error: null, durationMs: null } as const

function loadGroups(db: Kysely<Database>, destinationId: string, passes: readonly number[], seq: number) {
  return db
    .selectFrom('intent_group')
    .select(['id', 'run_id', 'pass', 'version', 'inputs', 'seqs', 'sizes', 'fingerprints', 'repeats', 'made_at'])
    .where('destination_id', '=', destinationId)
    .where('pass', '=', sql<number>`any(${passes}::int4[])`)
    .where('last_seq', '>=', seq)
    .where('last_seq', '<', seq + segmentSpan)
    .where('first_seq', '<=', seq)
    .where(sql<boolean>`${seq}::int4 = any(seqs)`)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .limit(mostExchanges)
    .execute()
}

type Group = Awaited<ReturnType<typeof loadGroups>>[number]

type Segment = { pass: number; status: number | null; duration: number; filed_at: Date }

async function loadSegments(db: Kysely<Database>, destinationId: string, passes: readonly number[], seq: number) {
  const { rows } = await sql<Segment>`
    select s.pass, nullif(u.status, 0) as status, u.duration, s.filed_at
    from outcome_segment s, unnest(s.seqs, s.statuses, s.durations_ms) as u (seq, status, duration)
    where s.destination_id = ${destinationId} and s.pass = any(${passes}::int4[])
      and s.first_seq between ${seq - segmentSpan} and ${seq} and s.last_seq >= ${seq} and u.seq = ${seq}
    order by s.filed_at desc`.execute(db)
  return rows
}

type End = Pick<StoredExchange, 'result' | 'status' | 'answer' | 'error' | 'durationMs'>

async function loadEnds(db: Kysely<Database>, groups: readonly string[]): Promise<ReadonlyMap<string, End>> {
  if (groups.length === 0) return new Map()
  const rows = await db
    .selectFrom('attempt')
    .select(['intent_group_id', 'request_index', 'result', 'status', 'answer', 'error', 'duration_ms'])
    .where('intent_group_id', '=', sql<string>`any(${groups}::uuid[])`)
    .execute()
  return new Map(
    rows.map(({ intent_group_id, request_index, result, status, answer, error, duration_ms }) => [
      `${intent_group_id} ${request_index}`,
      { result, status, error, answer: Answer.nullable().parse(answer), durationMs: duration_ms },
    ]),
  )
}

/** The request of a group that carries the record. */
function requestIn(group: Group, seq: number) {
  const sizes = group.sizes ?? group.seqs.map(() => 1)
  let from = 0
  for (const [index, size] of sizes.entries()) {
    const seqs = group.seqs.slice(from, from + size)
    if (seqs.includes(seq))
      return {
        index,
        runId: group.run_id,
        version: group.version,
        inputs: BuilderInputs.parse(group.inputs),
        seqs,
        fingerprint: group.fingerprints.toString('hex', index * 16, index * 16 + 16),
        isRepeat: z.array(z.int()).nullable().parse(group.repeats)?.includes(index) ?? false,
        madeAt: group.made_at,
      }
    from += size
  }
  return undefined
}
