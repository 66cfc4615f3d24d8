import type { Judgement } from '../sending/classify-answer.ts'
import { configurationHold, type HoldCause, outageHold, rejectionsHold } from './hold-causes.ts'
import { createRecent } from './recent.ts'

export type HealthWatch = {
  /** Takes an attempt's judgement in; a hold when there have been too many of its kind. */
  note(judgement: Judgement, recordCount: number): HoldCause | null
  /** Other requests get through: one that fails again and again has itself to blame. */
  hasAnswers(): boolean
}

const failuresInARow = 5
const recentAttempts = 20
const rejectionsInARow = 20
const recentRecords = 200

/**
 * Watches the answers that one destination gets, over its slices: too many failures are an outage, too many refusals
 * in a row a wrong configuration, too large a share of refused records is stopped for a person to look at.
 */
export function createHealthWatch(connectorName: string, maxRejectedShare: number): HealthWatch {
  const failed = createRecent(recentAttempts)
  const refused = createRecent(recentRecords)
  let failures = 0
  let rejections = 0

  return {
    note(judgement, recordCount) {
      if (judgement.kind === 'budget' || judgement.kind === 'credential' || judgement.kind === 'configuration')
        return null
      if (judgement.code === 'send_by_passed' || judgement.code === 'stopped') return null
      const hasFailed = judgement.kind === 'transient' || judgement.kind === 'not_sent' || isFailure(judgement)
      failed.note(hasFailed)
      failures = hasFailed ? failures + 1 : 0
      if (hasFailed) {
        const isHalf = failed.length === recentAttempts && failed.yes * 2 > recentAttempts
        const isOut = failures >= failuresInARow || isHalf
        return isOut ? outageHold(judgement.reason, connectorName) : null
      }
      return noteAnswer(judgement, recordCount)
    },
    hasAnswers: () => failed.yes < failed.length,
  }

  function noteAnswer(judgement: Judgement, recordCount: number): HoldCause | null {
    if (judgement.kind === 'mixed') for (const { kind } of judgement.items) refused.note(kind === 'rejected')
    else refused.note(judgement.kind === 'rejected', recordCount)
    if (judgement.kind !== 'rejected') {
      rejections = 0
      return shareHold(judgement.items.find(({ kind }) => kind === 'rejected')?.reason ?? null)
    }
    rejections += 1
    const reason = judgement.reason ?? 'no reason was given'
    return rejections >= rejectionsInARow ? configurationHold(rejections, reason, connectorName) : shareHold(reason)
  }

  function shareHold(reason: string | null): HoldCause | null {
    if (reason === null || refused.length < recentRecords) return null
    const share = (refused.yes / refused.length) * 100
    return share > maxRejectedShare ? rejectionsHold(Math.round(share), refused.length, reason) : null
  }
}

/** Doubt about a batch's items is no failure of the target. */
const isFailure = ({ kind, code }: Judgement) =>
  kind === 'in_doubt' && code !== 'items_unclear' && code !== 'answer_cut'
