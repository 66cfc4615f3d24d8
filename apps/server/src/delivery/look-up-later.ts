import type { KeyLookup } from '@sluice/schema'
import { stoppedByAnswer } from './hold-causes.ts'
import { type LookUpAnswer, lookUpRequest, readLookUp } from './look-up.ts'
import { pause } from './pause.ts'
import { resultOf, unsentRecord } from './results.ts'
import type { Result, Slice } from './slice.ts'
import type { WorkItem } from './work-item.ts'

/** A request that may have been applied: what made it, and what was done since to find out. */
export type Doubt = {
  /** The attempt that is in doubt, in the journal. */
  readonly attemptId: string
  readonly intentGroupId: string
  /** Look-ups so far that found nothing. */
  readonly lookUps: number
  /** Since it is in doubt. */
  readonly ageMs: number
  /** No earlier request for the record was in doubt: what is older than this one isn't ours. */
  readonly isFirst: boolean
}

/** How long after the moment of doubt it is looked up. */
const schedule = ['lookUpFirstMs', 'lookUpSecondMs', 'lookUpThirdMs'] as const

/** After so many look-ups in vain the request wasn't applied. */
export const isLookedUp = (lookUps: number): boolean => lookUps >= schedule.length

/**
 * Looks up, by its natural key, what a request in doubt may have made: three times, ever later. Found: it was applied,
 * or was there before. Not found: it is sent again, once; after a second doubt it is left for a person. The item keeps
 * its targets all the while. What the slice doesn't come to is the next one's.
 */
export function lookUpLater(slice: Slice, item: WorkItem, doubt: Doubt, by: { id: string; key: string | null }): void {
  const { key } = by
  const lookup = slice.connector.keyLookups.find(({ id }) => id === by.id)
  if (!lookup || key === null) {
    settle(slice, item, unknown(item, doubt, 'It has no natural key to look it up by.'))
    return
  }
  slice.progress.tasks += 1
  lookUpInTime(slice, item, doubt, lookup, key)
    .catch(slice.fail)
    .finally(() => {
      slice.progress.tasks -= 1
      slice.changed()
    })
}

async function lookUpInTime(slice: Slice, item: WorkItem, doubt: Doubt, lookup: KeyLookup, key: string): Promise<void> {
  const { waits, openWork, clock } = slice.parts
  const dueMs = schedule.map((name) => waits[name])
  const doubtAt = clock.monotonicMs() - doubt.ageMs
  let againMs = waits.lookUpFirstMs
  for (let done = doubt.lookUps; !isLookedUp(done); ) {
    await pause(Math.max(0, doubtAt + (dueMs[done] ?? 0) - clock.monotonicMs()), slice.halt)
    if (slice.halt.aborted) return
    const answer = await ask(slice, lookup, key)
    if (answer === 'stopped') return
    if (answer.kind === 'later') {
      await pause(againMs, slice.halt)
      againMs = Math.min(2 * againMs, waits.lookUpThirdMs)
      continue
    }
    if (answer.kind !== 'missing') return settle(slice, item, await found(slice, item, doubt, answer))
    if (!(await openWork.noteLookUp(slice.handOut, doubt.attemptId))) return slice.stop('lost')
    done += 1
  }
  if (item.history.doubts > 1)
    return settle(slice, item, unknown(item, doubt, 'It was in doubt twice, and looked up in vain each time.'))
  item.history = { ...item.history, isInDoubt: false }
  slice.queue.again(item, 0)
  slice.changed()
}

async function ask(slice: Slice, lookup: KeyLookup, key: string): Promise<LookUpAnswer | 'stopped'> {
  const { parts, credential, halt } = slice
  const { destinationId } = slice.handOut
  const wanted = { kind: 'interactive', destinationId, limits: credential.limits, signal: halt } as const
  const grant = await parts.budgets.acquire(credential.budget, wanted).catch((error: unknown) => {
    if (halt.aborted) return null
    throw error
  })
  if (!grant) return 'stopped'
  const result = await parts.door.send(lookUpRequest(lookup, credential.baseUrl, key), credential, {
    signal: slice.cut,
  })
  parts.budgets.settle(grant, result)
  parts.metrics.noteLookUp()
  if (result.kind === 'answered' && result.answer.status === 401) {
    const reason = 'A look-up was refused.'
    slice.stop('held', stoppedByAnswer({ kind: 'credential', reason }, slice.connector.name))
    return 'stopped'
  }
  return readLookUp(lookup, result)
}

async function found(
  { parts }: Slice,
  item: WorkItem,
  doubt: Doubt,
  answer: Exclude<LookUpAnswer, { kind: 'missing' | 'later' }>,
) {
  if (answer.kind === 'ambiguous') return unknown(item, doubt, answer.reason)
  const [seq] = item.request.seqs
  if (seq === undefined) return {}
  if (!answer.createdAt) {
    const why = `There is one with this key (id ${answer.salesloftId}), and nothing tells when it was made.`
    return unknown(item, doubt, why)
  }
  // By the database's clock: this machine's may have jumped since.
  const madeAt = await parts.openWork.intentMadeAt(doubt.intentGroupId)
  if (answer.createdAt.getTime() < madeAt.getTime() - parts.waits.lookUpSlackMs) {
    if (!doubt.isFirst) {
      const why = `There is one with this key (id ${answer.salesloftId}), which an earlier request may have made.`
      return unknown(item, doubt, why)
    }
    const reason = `There was one with this key before the request was made (id ${answer.salesloftId}).`
    return {
      unsent: [unsentRecord({ seq, outcome: 'rejected', code: 'duplicate', reason, attemptId: doubt.attemptId })],
    }
  }
  return { sent: [{ seq, status: 0, salesloftId: answer.salesloftId, durationMs: 0, note: 'confirmed by look-up' }] }
}

function unknown(item: WorkItem, doubt: Doubt, why: string) {
  const reason = `It may have been applied, and no answer told. ${why}`
  return {
    unsent: item.request.seqs.map((seq) =>
      unsentRecord({ seq, outcome: 'unknown', code: 'not_found_by_look_up', reason, attemptId: doubt.attemptId }),
    ),
  }
}

function settle(slice: Slice, item: WorkItem, outcomes: Partial<Pick<Result, 'sent' | 'unsent'>>): void {
  slice.file(resultOf(item.lane, { ...outcomes, onFiled: () => slice.queue.finish(item) }))
  slice.changed()
}
