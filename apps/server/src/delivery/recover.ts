import { build } from '@sluice/request-builder'
import type { Problem } from '@sluice/schema'
import type { EarlierRequest } from '../store/open-work.ts'
import { decideDoubt } from './decide-doubt.ts'
import type { Lane } from './lane.ts'
import { isLookedUp } from './look-up-later.ts'
import { invalidResult, unmendableResult } from './results.ts'
import type { Result, Slice } from './slice.ts'
import { type History, toWorkItem, type WorkItem } from './work-item.ts'

/**
 * Takes over what earlier slices left open in a lane; `requests` are theirs, newest first. What may simply be tried again keeps its tries and its
 * wait; what is in doubt waits in its target's place until the doubt is decided. Says which records are in hand by that.
 */
export async function recover(
  slice: Slice,
  lane: Lane,
  earlier: readonly EarlierRequest[],
): Promise<(seq: number) => boolean> {
  const { parts, queue } = slice
  const open = findOpen(lane, earlier)
  const seqs = open.flatMap((entry) => entry.seqs)
  if (seqs.length === 0) return () => false
  const found = await lane.readRecords(seqs)
  const requests = bySeq(earlier)
  const records = new Map(found.map((record) => [record.seq, record]))
  for (const { request, seqs: own } of open) {
    const isInDoubt = mayBeApplied(request)
    const history = historyOf(request, [...new Set(own.flatMap((seq) => requests.get(seq) ?? []))])
    const notMade = (seq: number, problems: readonly Problem[]) =>
      isInDoubt || history.isInDoubt
        ? unmendableResult(lane, seq, problems, request.attempt?.id)
        : invalidResult(lane, seq, problems)
    for (const item of rebuild(own, history, notMade)) {
      if (isInDoubt) {
        queue.hold(item)
        decideDoubt(slice, item, request)
      } else queue.add(item, waitOf(request))
    }
  }
  const inHand = new Set(seqs)
  return (seq) => inHand.has(seq)

  /** With the newest version: what is sent again is what the destination says now. */
  function rebuild(
    own: readonly number[],
    history: History,
    notMade: (seq: number, problems: readonly Problem[]) => Result,
  ): WorkItem[] {
    const items: WorkItem[] = []
    for (const step of build(
      slice.plan,
      own.flatMap((seq) => records.get(seq) ?? []),
    )) {
      if (step.kind === 'request') items.push(toWorkItem(slice, lane, step.request, history))
      else slice.file(notMade(step.seq, step.problems))
    }
    return items
  }

  function waitOf({ attempt }: EarlierRequest): number {
    return attempt && attempt.retryInMs > 0 ? parts.clock.monotonicMs() + attempt.retryInMs : 0
  }
}

type Open = { readonly request: EarlierRequest; readonly seqs: readonly number[] }

/** Of each record without an outcome, the newest request that carried it; lowest records first. */
function findOpen(lane: Lane, requests: readonly EarlierRequest[]): Open[] {
  const seen = new Set<number>()
  const open: Open[] = []
  for (const request of requests) {
    const seqs = request.seqs.filter((seq) => !lane.has(seq) && !seen.has(seq))
    for (const seq of seqs) seen.add(seq)
    if (seqs.length > 0) open.push({ request, seqs })
  }
  return open.sort((a, b) => (a.seqs[0] ?? 0) - (b.seqs[0] ?? 0))
}

/** Requests by the records that they carried. */
function bySeq(requests: readonly EarlierRequest[]): Map<number, EarlierRequest[]> {
  const found = new Map<number, EarlierRequest[]>()
  for (const request of requests) {
    for (const seq of request.seqs) {
      const list = found.get(seq)
      if (list) list.push(request)
      else found.set(seq, [request])
    }
  }
  return found
}

const mayBeApplied = ({ attempt }: EarlierRequest): boolean => attempt === null || attempt.result === 'in_doubt'

/** `all` are the requests for its records, newest first. */
function historyOf(newest: EarlierRequest, all: readonly EarlierRequest[]): History {
  const inDoubt = all.filter(mayBeApplied)
  const doubts = inDoubt.length
  const lookUps = inDoubt[0]?.attempt?.lookUps ?? 0
  return {
    tries: all.reduce((most, { attempt }) => Math.max(most, attempt?.tries ?? 0), 0),
    doubts,
    isRepeat: newest.isRepeat || doubts > 0,
    isInDoubt: (newest.isRepeat || doubts > 0) && !isLookedUp(lookUps),
  }
}
