import type { Repeat } from '@sluice/schema'
import { v7 as uuid } from 'uuid'
import { repeatOf } from '../services/repeat-of.ts'
import type { EarlierRequest } from '../store/open-work.ts'
import { type Doubt, lookUpLater } from './look-up-later.ts'
import { lostResponse } from './lost-response.ts'
import { pause } from './pause.ts'
import { resultOf, unsentRecord } from './results.ts'
import type { Slice } from './slice.ts'
import type { WorkItem } from './work-item.ts'

const lostAnswer = 'The process that sent it ended before the answer came.'

/**
 * Decides what becomes of a request that an earlier slice left in doubt, by the rule of the version that made it: it
 * is sent again, looked up, or left for a person. One whose intent is all there is waits until its maker is known to
 * be gone, or until nothing of it can still be on its way. The item is held in the queue meanwhile.
 */
export function decideDoubt(slice: Slice, item: WorkItem, request: EarlierRequest): void {
  slice.progress.tasks += 1
  decideInTime(slice, item, request)
    .catch(slice.fail)
    .finally(() => {
      slice.progress.tasks -= 1
      slice.changed()
    })
}

async function decideInTime(slice: Slice, item: WorkItem, request: EarlierRequest): Promise<void> {
  const repeat = await repeatAt(slice, request)
  if (request.attempt) {
    const { id, lookUps, ageMs, retryInMs } = request.attempt
    return go(slice, item, repeat, { ...doubtOf(request, id), lookUps, ageMs }, request, retryInMs)
  }
  await waitForMaker(slice, request)
  if (slice.halt.aborted) return
  const attemptId = uuid()
  const unsent = repeat === 'never' ? unknown(item, attemptId) : []
  const response = await lostResponse(slice, item, request, { id: attemptId, problem: lostAnswer, unsent })
  slice.parts.metrics.noteAttempt('in_doubt')
  slice.parts.metrics.noteDoubt(wayOf(repeat))
  slice.file(
    resultOf(item.lane, {
      attempt: {
        id: attemptId,
        intentGroupId: request.intentGroupId,
        requestIndex: request.index,
        result: 'in_doubt',
        status: null,
        answer: null,
        error: lostAnswer,
        durationMs: null,
        tries: item.history.tries,
        retryInMs: null,
      },
      unsent,
      response,
      isRequest: true,
      onFiled: () => go(slice, item, repeat, { ...doubtOf(request, attemptId), lookUps: 0, ageMs: 0 }, request, 0),
    }),
  )
  slice.changed()
}

function go(
  slice: Slice,
  item: WorkItem,
  repeat: Repeat,
  doubt: Doubt,
  request: EarlierRequest,
  retryInMs: number,
): void {
  const { queue, parts } = slice
  if (repeat === 'safe') queue.again(item, retryInMs > 0 ? parts.clock.monotonicMs() + retryInMs : 0)
  else if (repeat !== 'never')
    lookUpLater(slice, item, doubt, {
      id: repeat.lookup,
      key: request.seqs.length === 1 ? (request.keys[0] ?? null) : null,
    })
  else if (item.request.seqs.every(item.lane.has)) queue.finish(item)
  else slice.file(resultOf(item.lane, { unsent: unknown(item, doubt.attemptId), onFiled: () => queue.finish(item) }))
  slice.changed()
}

const doubtOf = ({ intentGroupId, isRepeat }: EarlierRequest, attemptId: string) => ({
  attemptId,
  intentGroupId,
  isFirst: !isRepeat,
})

function wayOf(repeat: Repeat) {
  if (repeat === 'safe') return 'sent_again'
  return repeat === 'never' ? 'left_to_a_person' : 'looked_up'
}

const unknown = ({ request }: WorkItem, attemptId: string) =>
  request.seqs.map((seq) => unsentRecord({ seq, outcome: 'unknown', code: 'no_answer', reason: lostAnswer, attemptId }))

async function repeatAt({ parts, handOut, connector, repeat }: Slice, { version }: EarlierRequest): Promise<Repeat> {
  if (version === handOut.version) return repeat
  const stored = await parts.openWork.findVersion(handOut.destinationId, version)
  return stored ? repeatOf(connector, stored.request, stored.settings) : 'never'
}

async function waitForMaker({ parts, halt }: Slice, request: EarlierRequest): Promise<void> {
  const { waits, clock, workers } = parts
  const oldEnoughAt = clock.monotonicMs() + waits.doubtMs - request.ageMs
  while (!halt.aborted && clock.monotonicMs() < oldEnoughAt) {
    const isGone =
      request.workerId === parts.workerId
        ? !parts.inFlight.has(request.intentGroupId)
        : await workers.isGone(request.workerId)
    if (isGone) return
    await pause(waits.storageRetryMs, halt)
  }
}
