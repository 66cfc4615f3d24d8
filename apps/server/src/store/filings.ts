import type { Answer, FieldError, Problem } from '@sluice/schema'
import { type Kysely, sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { numberArray, textArray } from '../database/array-literal.ts'
import type { Database } from '../database/tables.ts'
import { noteReplayed, replaceOutcomes } from './file-replayed.ts'
import type { Fence } from './intents.ts'
import type { OutcomeTally } from './outcome-tally.ts'
import { storableJson, storableText } from './storable.ts'
import type { AttemptResult } from './tables/delivery.ts'

/** `status` 0: no 2xx was seen, a look-up found it. */
export type SentRecord = {
  readonly seq: number
  readonly status: number
  readonly salesloftId: string | null
  readonly durationMs: number
  readonly note: string | null
}

export type UnsentRecord = {
  readonly seq: number
  readonly outcome: 'rejected' | 'invalid' | 'unknown' | 'skipped'
  readonly code: string
  readonly reason: string
  readonly fingerprint: string
  readonly status: number | null
  readonly problems: readonly Problem[]
  readonly fieldErrors: readonly FieldError[]
  readonly attemptId: string | null
  readonly note: string | null
}

/** An exchange that wasn't a plain success. */
export type FiledAttempt = {
  readonly id: string
  readonly intentGroupId: string
  readonly requestIndex: number
  readonly result: AttemptResult
  readonly status: number | null
  readonly answer: Answer | null
  readonly error: string | null
  readonly durationMs: number | null
  readonly tries: number
  /** Milliseconds from the filing until it may be tried again. */
  readonly retryInMs: number | null
}

/** What one filing commits, whole or not at all. */
export type Filing = {
  /** UUIDv7: the same filing, tried again, is filed once. */
  readonly id: string
  readonly cursor: number
  readonly filedAhead: number
  /** Outcomes of the records that the cursor comes past. */
  readonly counted: OutcomeTally
  /**
   * Of a replay, whose outcomes take the place of earlier ones: its records that the cursor is past, so that they are
   * among the destination's counts. Null in a delivery.
   */
  readonly recounted: ReadonlySet<number> | null
  readonly sent: readonly SentRecord[]
  readonly unsent: readonly UnsentRecord[]
  readonly attempts: readonly FiledAttempt[]
  readonly requests: number
  readonly points: number
}

export type FilingStore = ReturnType<typeof createFilingStore>

/** The second half of the journal: what became of what was sent. */
export function createFilingStore(db: Kysely<Database>) {
  return {
    /**
     * Files outcomes and moves the cursor in one statement that checks the fence. `lost`: the slice belongs to another
     * worker, nothing was filed. `again`: this was filed before, and its confirmation lost. Given a transaction, it is
     * part of that.
     */
    async file(fence: Fence, filing: Filing, executor: Kysely<Database> = db): Promise<'filed' | 'again' | 'lost'> {
      const { recounted } = filing
      if (recounted !== null) {
        const work = (transaction: Kysely<Database>) => fileReplayed(transaction, fence, filing, recounted)
        return executor.isTransaction ? work(executor) : executor.transaction().execute(work)
      }
      const { rows } = await statement(fence, filing).execute(executor)
      if (rows.length > 0) return 'filed'
      return (await isFiled(executor, fence, filing)) ? 'again' : 'lost'
    },
  }
}

async function fileReplayed(
  transaction: Kysely<Database>,
  fence: Fence,
  filing: Filing,
  recounted: ReadonlySet<number>,
): Promise<'filed' | 'again' | 'lost'> {
  const counted = await replaceOutcomes(transaction, fence, filing, recounted)
  if (counted === 'lost' || counted === 'again') return counted
  await statement(fence, { ...filing, counted }).execute(transaction)
  await noteReplayed(transaction, fence, filing)
  return 'filed'
}

function statement(fence: Fence, filing: Filing) {
  const { counted } = filing
  const tally = tallyOf(filing)
  return sql`
    with held as (
      update destination set
        cursor = ${filing.cursor}, filed_ahead = ${filing.filedAhead}, last_filing = ${filing.id},
        sent = sent + ${counted.sent}, rejected = rejected + ${counted.rejected}, invalid = invalid + ${counted.invalid},
        skipped = skipped + ${counted.skipped}, unknown = unknown + ${counted.unknown},
        last_sent_at = case when ${filing.sent.length > 0} then now() else last_sent_at end
      where id = ${fence.destinationId} and fence = ${fence.fence} and last_filing is distinct from ${filing.id}
      returning id
    ), counted as (
      update run set
        sent = sent + ${tally.sent}, rejected = rejected + ${tally.rejected}, invalid = invalid + ${tally.invalid},
        unknown = unknown + ${tally.unknown}, skipped = skipped + ${tally.skipped},
        requests = requests + ${filing.requests}, points = points + ${filing.points},
        to_seq = greatest(to_seq, ${lastSeqOf(filing)})
      where id = ${fence.runId} and exists (select from held)
    )${segments(fence, filing.sent)}${attempts(fence, filing.attempts)}${unsent(fence, filing.unsent)}
    select id from held`
}

function segments(fence: Fence, sent: readonly SentRecord[]) {
  if (sent.length === 0) return sql``
  const parts = splitBySpan(sent).map((part, index) => {
    const notes = Object.fromEntries(part.flatMap(({ seq, note }) => (note === null ? [] : [[seq, note]])))
    const notesJson = Object.keys(notes).length > 0 ? storableJson(notes) : null
    return sql`, ${sql.raw(`segment_${index}`)} as (
      insert into outcome_segment (id, destination_id, run_id, pass, first_seq, last_seq, seqs, statuses, salesloft_ids, durations_ms, notes)
      select ${uuid()}, id, ${fence.runId}, ${fence.pass}, ${part[0]?.seq}, ${part.at(-1)?.seq}, ${numberArray(part.map(({ seq }) => seq))}::int4[],
        ${numberArray(part.map(({ status }) => status))}::int2[],
        ${textArray(part.map(({ salesloftId }) => salesloftId && storableText(salesloftId)))}::text[],
        ${numberArray(part.map(({ durationMs }) => durationMs))}::int4[], ${notesJson}::jsonb
      from held
    )`
  })
  return sql.join(parts, sql``)
}

const widestSegment = 100_000

function splitBySpan(sent: readonly SentRecord[]): SentRecord[][] {
  const parts: SentRecord[][] = []
  for (const record of sent.toSorted((a, b) => a.seq - b.seq)) {
    const part = parts.at(-1)
    if (part?.[0] && record.seq - part[0].seq < widestSegment) part.push(record)
    else parts.push([record])
  }
  return parts
}

function attempts(fence: Fence, list: readonly FiledAttempt[]) {
  if (list.length === 0) return sql``
  return sql`, filed_attempts as (
    insert into attempt (id, destination_id, run_id, intent_group_id, request_index, result, status, answer, error, duration_ms, tries, retry_at)
    select a.id, held.id, ${fence.runId}, a."intentGroupId", a."requestIndex", a.result, a.status, a.answer, a.error,
      a."durationMs", a.tries, now() + a."retryInMs" * interval '1 millisecond'
    from held, json_to_recordset(${storableJson(list)}::json) as a (id uuid, "intentGroupId" uuid, "requestIndex" int4,
      result text, status int4, answer json, error text, "durationMs" int4, tries int4, "retryInMs" float8)
  )`
}

function unsent(fence: Fence, list: readonly UnsentRecord[]) {
  if (list.length === 0) return sql``
  const rows = list.map((record) => ({
    ...record,
    id: uuid(),
    problems: record.problems.length > 0 ? record.problems : null,
    fieldErrors: record.fieldErrors.length > 0 ? record.fieldErrors : null,
  }))
  return sql`, filed_unsent as (
    insert into quarantine_record (id, destination_id, run_id, pass, seq, outcome, code, reason, fingerprint, status, problems, field_errors, attempt_id, note)
    select q.id, held.id, ${fence.runId}, ${fence.pass}, q.seq, q.outcome, q.code, q.reason, q.fingerprint, q.status, q.problems,
      q."fieldErrors", q."attemptId", q.note
    from held, json_to_recordset(${storableJson(rows)}::json) as q (id uuid, seq int4, outcome text, code text, reason text,
      fingerprint text, status int4, problems json, "fieldErrors" json, "attemptId" uuid, note text)
  )`
}

function tallyOf({ sent, unsent: others }: Filing): OutcomeTally {
  const tally = { sent: sent.length, rejected: 0, invalid: 0, skipped: 0, unknown: 0 }
  for (const { outcome } of others) tally[outcome] += 1
  return tally
}

const lastSeqOf = (filing: Filing): number | null => {
  let last: number | null = null
  for (const { seq } of filing.sent) if (last === null || seq > last) last = seq
  for (const { seq } of filing.unsent) if (last === null || seq > last) last = seq
  return last
}

/** A statement whose commit went unanswered may be filed though it is tried again. */
async function isFiled(executor: Kysely<Database>, fence: Fence, filing: Filing): Promise<boolean> {
  const row = await executor
    .selectFrom('destination')
    .select('id')
    .where('id', '=', fence.destinationId)
    .where('fence', '=', fence.fence)
    .where('last_filing', '=', filing.id)
    .executeTakeFirst()
  return row !== undefined
}
