import type { JsonObject } from '@sluice/json'
import { v7 as uuid } from 'uuid'
import { isDatabaseAway } from '../database/is-database-away.ts'
import type { Filing } from '../store/filings.ts'
import type { Lane } from './lane.ts'
import { pause } from './pause.ts'
import { unsentRecord } from './results.ts'
import type { Result, Slice } from './slice.ts'

const mostResults = 1_000
/** Above this rate a second, outcomes are gathered: so many, or for so long. */
const mostUngrouped = 200
const wantedResults = 128
const gatherMs = 5

/**
 * Files what came of requests, in groups, each with the cursor in one statement. Ends when `isDrained` says that no
 * result will come any more and all are filed, or when the slice was lost.
 */
export async function filingLoop(slice: Slice, isDrained: () => boolean): Promise<void> {
  const { results, progress } = slice
  while (true) {
    await slice.until(() => results.length > 0 || isDrained())
    if (results.length === 0) return
    // Where a doubt costs nothing but a repeat, a moment's wait makes fewer and larger groups.
    if (slice.repeat === 'safe' && progress.rate > mostUngrouped)
      await slice.until(() => results.length >= wantedResults || isDrained(), gatherMs)
    const group = results.splice(0, mostResults)
    progress.resultBytes -= group.reduce((sum, { bytes }) => sum + bytes, 0)
    for (const [lane, part] of Map.groupBy(group, (result) => result.lane)) {
      await fileGroup(slice, lane, part)
      if (progress.stop === 'lost') return
      for (const { onFiled } of part) onFiled()
    }
    slice.changed()
    slice.reportProgress()
  }
}

async function fileGroup(slice: Slice, lane: Lane, group: readonly Result[]): Promise<void> {
  const filing = toFiling(slice, lane, group)
  const responses = group.flatMap(({ response }) => (response === null ? [] : [response]))
  try {
    await filePersistently(slice, lane, filing, responses)
  } catch (error) {
    if (slice.cut.aborted && isDatabaseAway(error)) throw error
    await filePlainly(slice, lane, filing, error)
  }
}

/** Outcomes are kept in memory while the database is away: they are filed when it is back, or at the end given up. */
async function filePersistently(
  slice: Slice,
  lane: Lane,
  filing: Filing,
  responses: readonly JsonObject[],
): Promise<void> {
  const { parts, cut } = slice
  while (true) {
    try {
      return await file(slice, lane, filing, responses)
    } catch (error) {
      if (!isDatabaseAway(error) || cut.aborted) throw error
      parts.log.warn({ err: error }, 'Outcomes can’t be filed; they wait for the database.')
      await pause(parts.waits.storageRetryMs, cut)
    }
  }
}

async function file(slice: Slice, lane: Lane, filing: Filing, responses: readonly JsonObject[]): Promise<void> {
  const { parts, handOut } = slice
  const fence = { ...handOut, runId: lane.runId }
  const target = handOut.responses
  if (!target || responses.length === 0) return check(slice, await parts.filings.file(fence, filing))
  await parts.db.transaction().execute(async (transaction) => {
    const filed = await parts.filings.file(fence, filing, transaction)
    check(slice, filed)
    if (filed === 'filed') await parts.appendInTransaction(transaction, target, responses)
  })
}

function check(slice: Slice, filed: 'filed' | 'again' | 'lost'): void {
  if (filed === 'lost') slice.stop('lost')
}

/** The outcomes of the group, each record's first; moves the prefix, so it is made once for each group. */
function toFiling({ prefix, parts }: Slice, lane: Lane, group: readonly Result[]): Filing {
  const sent = group.flatMap((result) => result.sent.filter(({ seq }) => lane.add(seq, 'sent')))
  const unsent = group.flatMap((result) => result.unsent.filter(({ seq, outcome }) => lane.add(seq, outcome)))
  const recounted = new Set<number>()
  if (lane.isReplay) {
    for (const { seq } of sent) if (!prefix.replace(seq, 'sent')) recounted.add(seq)
    for (const { seq, outcome } of unsent) if (!prefix.replace(seq, outcome)) recounted.add(seq)
  }
  parts.metrics.noteOutcomes(sent.length, unsent)
  return {
    id: uuid(),
    ...prefix.advance(),
    recounted: lane.isReplay ? recounted : null,
    sent,
    unsent,
    attempts: group.flatMap(({ attempt }) => attempt ?? []),
    requests: group.filter(({ isRequest }) => isRequest).length,
    points: group.reduce((sum, { points }) => sum + points, 0),
  }
}

/**
 * A group that can't be filed has something in it that the database doesn't take. Its plain part is filed as it is;
 * what else there is of a record becomes a reference to the log.
 */
async function filePlainly(slice: Slice, lane: Lane, filing: Filing, cause: unknown): Promise<void> {
  const reference = uuid()
  const { destinationId } = slice.handOut
  slice.parts.log.error({ err: cause, reference, destinationId }, 'Outcomes can’t be filed as they are.')
  const note = `Something went wrong in Sluice while this was filed. The log tells what, under the reference ${reference}.`
  const plain: Filing = {
    ...filing,
    id: uuid(),
    sent: filing.sent.map((record) => ({ ...record, salesloftId: null, note })),
    unsent: filing.unsent.map(({ seq, outcome, status }) =>
      unsentRecord({ seq, outcome, code: 'internal_error', reason: note, status }),
    ),
    attempts: filing.attempts.map((attempt) => ({ ...attempt, answer: null, error: note })),
  }
  await filePersistently(slice, lane, plain, [])
}
