import { v7 as uuid } from 'uuid'
import { classifyAnswer, type Judgement } from '../sending/classify-answer.ts'
import type { SendResult } from '../sending/send-result.ts'
import type { FiledAttempt, SentRecord, UnsentRecord } from '../store/filings.ts'
import { attemptResult, type Decision, decide, refusedAfterDoubt } from './decide.ts'
import { halve } from './halve.ts'
import { type Doubt, lookUpLater } from './look-up-later.ts'
import { responseRecord } from './response-record.ts'
import { resultOf, unsentRecord } from './results.ts'
import type { Committed, Slice } from './slice.ts'
import { decodeRequest, type WorkItem } from './work-item.ts'

/** Judges what came of a request and puts the result up for filing; what follows from it happens once it is filed. */
export function judgeAttempt(slice: Slice, committed: Committed, result: SendResult, sentAt: Date): void {
  const { parts, connector } = slice
  const { item } = committed
  const { request, history } = item
  const facts = { ...slice.facts, recordCount: request.seqs.length, isRepeat: history.isRepeat }
  const judgement = classifyAnswer(facts, result, parts.clock.now().getTime())
  const decision = decide(
    judgement,
    {
      recordCount: request.seqs.length,
      tries: history.tries,
      doubts: history.doubts,
      isInDoubt: history.isInDoubt,
      repeat: slice.repeat,
      hasKeys: request.keys.every((key) => key !== null),
      connectorName: connector.name,
      othersGetThrough: slice.health.hasAnswers(),
    },
    parts.waits,
    parts.clock.random,
  )
  const hold = decision.kind === 'hold' ? decision.hold : slice.health.note(judgement, request.seqs.length)
  const attempt = toAttempt(committed, judgement, decision, result)
  const outcomes = outcomesOf(item, judgement, decision, result, attempt?.id ?? null)
  const isExchange = result.kind !== 'not_sent'
  const response =
    slice.handOut.responses && isExchange
      ? responseRecord(
          { ...slice.handOut, runId: item.lane.runId },
          { id: attempt?.id ?? uuid(), sentAt, request: decodeRequest(request), result, outcomes },
        )
      : null
  parts.metrics.noteAttempt(judgement.kind)
  if (judgement.kind === 'in_doubt') parts.metrics.noteDoubt(wayOf(decision))
  slice.file(
    resultOf(item.lane, {
      ...outcomes,
      attempt,
      isRequest: isExchange,
      points: result.kind === 'answered' ? (result.points ?? 1) : 0,
      response,
      bytes: (attempt?.answer?.body.length ?? 0) + (response ? item.bytes + bodyLength(result) : 0),
      onFiled: () => {
        slice.progress.open -= 1
        follow(slice, item, decision, {
          attemptId: attempt?.id ?? '',
          intentGroupId: committed.intentGroupId,
          lookUps: 0,
          ageMs: 0,
          isFirst: !history.isRepeat,
        })
      },
    }),
  )
  if (hold) slice.stop('held', hold)
}

function wayOf({ kind }: Decision) {
  if (kind === 'again') return 'sent_again'
  return kind === 'look_up' ? 'looked_up' : 'left_to_a_person'
}

/** What happens when the attempt is filed. */
function follow(slice: Slice, item: WorkItem, decision: Decision, doubt: Doubt): void {
  const { queue, parts } = slice
  switch (decision.kind) {
    case 'sent':
    case 'items':
    case 'unsent':
      queue.finish(item)
      break
    case 'again':
      item.history = {
        tries: decision.tries,
        doubts: item.history.doubts + (decision.isRepeat ? 1 : 0),
        isRepeat: item.history.isRepeat || decision.isRepeat,
        isInDoubt: item.history.isInDoubt || decision.isRepeat,
      }
      queue.again(item, parts.clock.monotonicMs() + decision.delayMs)
      break
    case 'look_up':
      item.history = { ...item.history, doubts: item.history.doubts + 1, isRepeat: true, isInDoubt: true }
      lookUpLater(slice, item, doubt, { id: decision.by, key: item.request.keys[0] ?? null })
      break
    case 'halve':
      halve(slice, item)
      break
    case 'hold':
      break
    default:
      decision satisfies never
  }
}

function toAttempt(
  committed: Committed,
  judgement: Judgement,
  decision: Decision,
  result: SendResult,
): FiledAttempt | null {
  const kind = attemptResult(judgement)
  if (!kind) return null
  return {
    id: uuid(),
    intentGroupId: committed.intentGroupId,
    requestIndex: committed.requestIndex,
    result: kind,
    status: judgement.status,
    answer: result.kind === 'answered' ? keptAnswer(result.answer) : null,
    error: result.kind === 'answered' ? null : result.problem,
    durationMs: Math.round(result.durationMs),
    tries: decision.kind === 'again' ? decision.tries : committed.item.history.tries,
    retryInMs: decision.kind === 'again' ? decision.delayMs : null,
  }
}

const bodyLength = (result: SendResult) => (result.kind === 'answered' ? result.answer.body.length : 0)

const keptCharacters = 65_536

const keptAnswer = (answer: Extract<SendResult, { kind: 'answered' }>['answer']) =>
  answer.body.length <= keptCharacters ? answer : { ...answer, body: answer.body.slice(0, keptCharacters), isCut: true }

/** The outcomes that the decision gives its records; none while they stay pending. */
function outcomesOf(
  { request, history }: WorkItem,
  judgement: Judgement,
  decision: Decision,
  result: SendResult,
  attemptId: string | null,
): { sent: SentRecord[]; unsent: UnsentRecord[] } {
  const durationMs = Math.round(result.durationMs)
  const status = judgement.status ?? 0
  const sent = (seq: number, salesloftId: string | null): SentRecord => ({
    seq,
    status,
    salesloftId,
    durationMs,
    note: judgement.note,
  })
  switch (decision.kind) {
    case 'sent':
      return { sent: request.seqs.map((seq) => sent(seq, judgement.salesloftId)), unsent: [] }
    case 'items': {
      const items = request.seqs.map((seq, index) => ({ seq, item: judgement.items[index] }))
      return {
        sent: items.flatMap(({ seq, item }) =>
          item?.kind === 'rejected' ? [] : [sent(seq, item?.salesloftId ?? null)],
        ),
        unsent: items.flatMap(({ seq, item }) =>
          item?.kind === 'rejected'
            ? [
                unsentRecord({
                  seq,
                  outcome: history.isInDoubt ? 'unknown' : 'rejected',
                  code: 'item_refused',
                  reason: history.isInDoubt ? refusedAfterDoubt(item.reason) : (item.reason ?? 'Refused.'),
                  status,
                  attemptId,
                }),
              ]
            : [],
        ),
      }
    }
    case 'unsent': {
      const { outcome, code, reason, fieldErrors } = decision
      return {
        sent: [],
        unsent: request.seqs.map((seq) =>
          unsentRecord({ seq, outcome, code, reason, fieldErrors, status: judgement.status, attemptId }),
        ),
      }
    }
    case 'again':
    case 'look_up':
    case 'halve':
    case 'hold':
      return { sent: [], unsent: [] }
    default:
      return decision satisfies never
  }
}
