import type { JsonObject } from '@sluice/json'
import { v7 as uuid } from 'uuid'
import { isDatabaseAway } from '../database/is-database-away.ts'
import type { Filing } from '../store/filings.ts'
import { noOutcomes } from '../store/outcome-tally.ts'
import type { Lane } from './lane.ts'
import { pause } from './pause.ts'
import { plainResponse } from './response-record.ts'
import { unsentRecord } from './results.ts'
import type { Result, Slice } from './slice.ts'

const mostResults = 1_000
/** Outcomes are gathered: so many, or for so long; below this rate a second, until no request is under way. */
const fewASecond = 200
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
    const isQuiet = () => progress.rate <= fewASecond && progress.inFlight === 0
    const isGathered = () => results.length >= wantedResults || isQuiet() || isDrained()
    if (slice.repeat === 'safe') await slice.until(isGathered, gatherMs)
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
  const before = { cursor: slice.prefix.cursor, filedAhead: slice.prefix.filedAhead, counted: noOutcomes }
  const filing = toFiling(slice, lane, group)
  try {
    await filePersistently(slice, lane, filing, responsesOf(group))
  } catch (error) {
    if (slice.cut.aborted && isDatabaseAway(error)) throw error
    await fileEach(slice, lane, { ...filing, ...before }, group)
    await filePersistently(slice, lane, { ...filing, id: uuid(), sent: [], unsent: [], attempts: [] }, [])
  }
}

/**
 * A group that can't be filed has something in it that the database doesn't take: each result is filed by itself, and
 * the one that still can't be is filed plainly. The cursor comes past them afterwards.
 */
async function fileEach(slice: Slice, lane: Lane, whole: Filing, group: readonly Result[]): Promise<void> {
  const own = new Set<object>([...whole.sent, ...whole.unsent])
  for (const result of group) {
    if (slice.progress.stop === 'lost') return
    const filing: Filing = {
      ...whole,
      id: uuid(),
      sent: result.sent.filter((record) => own.has(record)),
      unsent: result.unsent.filter((record) => own.has(record)),
      attempts: result.attempt ? [result.attempt] : [],
      requests: 0,
      points: 0,
    }
    try {
      await filePersistently(slice, lane, filing, responsesOf([result]))
    } catch (error) {
      if (slice.cut.aborted && isDatabaseAway(error)) throw error
      await filePlainly(slice, lane, filing, result, error)
    }
  }
}

const responsesOf = (group: readonly Result[]) => group.flatMap(({ response }) => (response === null ? [] : [response]))

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
function toFiling({ prefix, parts, handOut }: Slice, lane: Lane, group: readonly Result[]): Filing {
  const sent = group.flatMap((result) => result.sent.filter(({ seq }) => lane.add(seq, 'sent')))
  const unsent = group.flatMap((result) => result.unsent.filter(({ seq, outcome }) => lane.add(seq, outcome)))
  const recounted = new Set<number>()
  if (lane.isReplay) {
    for (const { seq } of sent) if (!prefix.replace(seq, 'sent')) recounted.add(seq)
    for (const { seq, outcome } of unsent) if (!prefix.replace(seq, outcome)) recounted.add(seq)
  }
  parts.metrics.noteOutcomes(sent.length, unsent)
  parts.minutes.noteOutcomes(handOut.destinationId, sent.length, unsent.length)
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

/** What the database doesn't take of a result becomes a reference to the log; the rest is filed as it is. */
async function filePlainly(
  slice: Slice,
  lane: Lane,
  filing: Filing,
  { response }: Result,
  cause: unknown,
): Promise<void> {
  const reference = uuid()
  const { destinationId } = slice.handOut
  slice.parts.log.error({ err: cause, reference, destinationId }, 'An outcome can’t be filed as it is.')
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
  await filePersistently(slice, lane, plain, response ? [plainResponse(response, note)] : [])
}
