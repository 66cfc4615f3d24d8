import type { Fault } from './faults.ts'
import type { Account } from './outcomes.ts'
import { domainOfCreated, type LoggedRequest, type Workload } from './workload.ts'

/** A stretch of time in which a process died or slept, or the database was away. */
export type Disturbance = { readonly from: number; readonly to: number }

export type Evidence = {
  readonly workload: Workload
  readonly account: Account
  /** The whole log of the practice server, in order. */
  readonly log: readonly LoggedRequest[]
  readonly faultOf: (id: number) => Fault | undefined
  readonly disturbances: readonly Disturbance[]
  readonly firstByteMs: number
  readonly exchangeMs: number
  readonly inFlight: number
}

export type Verdict = {
  readonly requests: number
  /** Requests whose answer the product can't have known. */
  readonly lostAnswers: number
  /** Requests for a record that had one before. */
  readonly again: number
  readonly lookUps: number
  /** What breaks a promise, as sentences. */
  readonly problems: readonly string[]
}

const surelyNotApplied = new Set([408, 425, 429, 503])

/**
 * Holds what the product says became of each record against what the practice server got. A promise is broken where
 * a record has no outcome or two, was lost, applied twice or out of order, or is unknown without a reason.
 */
export function judge(evidence: Evidence): Verdict {
  const { workload, log } = evidence
  const mine = Map.groupBy(
    log.filter((request) => workload.seqOf(request) !== undefined),
    (request) => workload.seqOf(request) ?? 0,
  )
  const requests = [...mine.values()].reduce((sum, { length }) => sum + length, 0)
  return {
    requests,
    again: requests - mine.size,
    lostAnswers: [...mine.values()].flat().filter((request) => isAnswerLost(evidence, request)).length,
    lookUps: workload.repeat === 'lookup' ? log.filter(({ method, path }) => isLookUp(method, path)).length : 0,
    problems: [
      ...conservation(evidence),
      ...workload.records.flatMap((_, index) => judgeRecord(evidence, index + 1, mine.get(index + 1) ?? [])),
      ...unseenDoubts(evidence, mine),
      ...order(evidence),
    ],
  }
}

/** One outcome each, and the counts are theirs. */
function conservation({ workload, account: { counts, outcomes } }: Evidence): string[] {
  const count = workload.records.length
  const tally = Object.groupBy(outcomes, ({ outcome }) => outcome)
  const problems: string[] = []
  const bySeq = Map.groupBy(outcomes, ({ seq }) => seq)
  for (let seq = 1; seq <= count; seq += 1) {
    const found = bySeq.get(seq)?.length ?? 0
    if (found !== 1) problems.push(`Record ${seq} has ${found} outcomes.`)
  }
  if (outcomes.length !== count) problems.push(`${outcomes.length} outcomes for ${count} records.`)
  if (counts.cursor !== count) problems.push(`The cursor is at ${counts.cursor} of ${count} records.`)
  for (const name of ['sent', 'rejected', 'invalid', 'skipped', 'unknown'] as const) {
    const filed = tally[name]?.length ?? 0
    if (counts[name] !== filed) problems.push(`${counts[name]} records count as ${name}, and ${filed} are.`)
  }
  return problems
}

function judgeRecord(evidence: Evidence, seq: number, requests: readonly LoggedRequest[]): string[] {
  const { workload, account } = evidence
  const found = account.outcomes.find((one) => one.seq === seq)
  const applied = requests.filter((request) => request.applied)
  const problems: string[] = []
  const say = (what: string) => problems.push(`Record ${seq} ${what}: ${describe(requests)}`)

  if (found?.outcome === 'sent' && applied.length === 0 && !isAlreadyGone(evidence, requests))
    say('counts as sent and was never applied')
  if (found?.outcome === 'rejected') {
    if (applied.length > 0) say('counts as rejected and was applied')
    if (!requests.some(isRefusal)) say('counts as rejected and was never refused')
  }
  if (found?.outcome === 'unknown' && !mayBeUnknown(evidence, seq, requests)) say('is unknown without a reason')
  if (found?.outcome === 'invalid' || found?.outcome === 'skipped') say(`counts as ${found.outcome}`)

  if (workload.repeat !== 'safe' && applied.length > 1) say('was applied twice')
  if (workload.repeat === 'never' && requests.slice(0, -1).some((request) => !isSurelyNotApplied(request)))
    say('was sent again after it may have been applied')
  if (workload.repeat === 'lookup') problems.push(...judgeLookUps(evidence, seq, requests))
  return problems
}

/** A create in doubt is sent again only after three look-ups that found nothing. */
function judgeLookUps(evidence: Evidence, seq: number, requests: readonly LoggedRequest[]): string[] {
  return requests.slice(1).flatMap((next, index) => {
    const before = requests[index]
    if (!before || !isAnswerLost(evidence, before)) return []
    const between = lookUpsOf(evidence, seq).filter((one) => one.seq > before.seq && one.seq < next.seq)
    const inVain = between.filter(({ status, fault }) => status === 200 && fault?.kind !== 'status')
    return inVain.length >= 3 ? [] : [`Record ${seq} was sent again after ${inVain.length} look-ups in vain.`]
  })
}

const lookUps = new WeakMap<readonly LoggedRequest[], Map<string, LoggedRequest[]>>()

function lookUpsOf({ log }: Evidence, seq: number): readonly LoggedRequest[] {
  const found =
    lookUps.get(log) ??
    Map.groupBy(
      log.filter(({ method, path }) => isLookUp(method, path)),
      ({ path }) => new URLSearchParams(path.slice(path.indexOf('?'))).values().next().value ?? '',
    )
  lookUps.set(log, found)
  return found.get(domainOfCreated(seq)) ?? []
}

const isLookUp = (method: string, path: string) => method === 'GET' && path.startsWith('/v2/accounts?')

/** Each time a process dies, so many intents at most are without an outcome. */
const mostOpen = 3

/** Records are unknown without a lost answer only where a process died, and no more than it can have had in hand. */
function unseenDoubts(evidence: Evidence, mine: ReadonlyMap<number, readonly LoggedRequest[]>): string[] {
  const { account, disturbances, inFlight } = evidence
  const isUnseen = (seq: number) => !mine.get(seq)?.some((request) => isAnswerLost(evidence, request))
  const unseen = account.outcomes.filter(({ outcome, seq }) => outcome === 'unknown' && isUnseen(seq)).length
  const most = disturbances.length * mostOpen * inFlight
  return unseen > most ? [`${unseen} records are unknown without a lost answer; ${most} may be.`] : []
}

/** Requests with the same target go in the records' order and never overlap, and the last word is the newest's. */
function order({ workload, log }: Evidence): string[] {
  const problems: string[] = []
  const last = new Map<string, { seq: number; arrivals: Set<number> }>()
  for (const request of log) {
    const seq = workload.seqOf(request)
    const target = seq === undefined ? null : workload.targetOf(seq)
    if (seq === undefined || target === null) continue
    const before = last.get(target) ?? { seq, arrivals: new Set() }
    if (seq < before.seq) problems.push(`Record ${seq} came after record ${before.seq}, whose target is the same.`)
    if (request.alongside.some((arrival) => before.arrivals.has(arrival)))
      problems.push(`Record ${seq} was sent while another request to its target was under way.`)
    before.arrivals.add(request.arrival)
    last.set(target, { seq, arrivals: before.arrivals })
  }
  return problems
}

/** The client can't have learnt what became of it, by the fault that struck it. */
function isAnswerLost({ faultOf, firstByteMs, workload }: Evidence, { fault, status }: LoggedRequest): boolean {
  const set = fault && faultOf(fault.id)
  if (!set) return status >= 500 && status !== 503
  switch (set.kind) {
    case 'drop':
      return true
    case 'cut':
      return set.where === 'status line' || set.where === 'headers' || (status < 300 && workload.repeat !== 'safe')
    case 'status':
      return set.status >= 500 && set.status !== 503
    case 'delay':
      return set.delayMs >= firstByteMs
    case 'truncated':
    case 'broken':
      return false
    default:
      return set satisfies never
  }
}

/** It was under way when something died or slept, or it may have been. */
function isDisturbed({ disturbances, exchangeMs }: Evidence, { at }: LoggedRequest): boolean {
  const time = Date.parse(at)
  return disturbances.some(({ from, to }) => time >= from - exchangeMs && time <= to + exchangeMs)
}

const isRefusal = ({ status }: Pick<LoggedRequest, 'status'>) =>
  status >= 400 && status < 500 && !surelyNotApplied.has(status)

const isSurelyNotApplied = ({ status, applied }: LoggedRequest) => !applied && surelyNotApplied.has(status)

/** An intent whose worker died before it was sent, at first or again, counts as in doubt, and the log can't show it. */
function mayBeUnseen({ disturbances, exchangeMs }: Evidence, { at }: LoggedRequest): boolean {
  const time = Date.parse(at)
  return disturbances.some(({ from }) => Math.abs(time - from) <= 10 * exchangeMs)
}

/** A delete that finds nothing is done when one before it may have been applied. */
function isAlreadyGone(evidence: Evidence, requests: readonly LoggedRequest[]): boolean {
  const last = requests.at(-1)
  if (last?.method !== 'DELETE' || last.status !== 404) return false
  return requests.slice(0, -1).some((one) => isDisturbed(evidence, one)) || mayBeUnseen(evidence, last)
}

/**
 * What is safe to repeat, only when it was refused after a doubt; a create after two doubts or a look-up that can't
 * tell; anything else after one.
 */
function mayBeUnknown(evidence: Evidence, seq: number, requests: readonly LoggedRequest[]): boolean {
  const { repeat } = evidence.workload
  const seen = requests.filter((request) => isAnswerLost(evidence, request) || isDisturbed(evidence, request))
  const unseen =
    requests.length > 0 ? requests.filter((request) => mayBeUnseen(evidence, request)) : evidence.disturbances
  const doubts = seen.length + unseen.length
  if (repeat === 'safe') return doubts > 0 && requests.some(isRefusal)
  if (repeat === 'never') return doubts > 0
  return doubts > 1 || lookUpsOf(evidence, seq).some((one) => isSpoiled(evidence, one))
}

function isSpoiled({ faultOf }: Evidence, { fault, status }: LoggedRequest): boolean {
  const kind = fault && faultOf(fault.id)?.kind
  return isRefusal({ status }) || kind === 'truncated' || kind === 'broken' || kind === 'cut'
}

const describe = (requests: readonly LoggedRequest[]): string =>
  requests
    .map(
      ({ method, status, applied, fault, at }) =>
        `${at} ${method} ${status}${applied ? ' applied' : ''} ${fault?.kind ?? ''}`,
    )
    .join('; ') || 'no request'
