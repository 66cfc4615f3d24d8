import type { ActivateFrom, ActivationPlan } from '@sluice/schema'
import { formatCount, formatDuration, formatNumber } from '../../lib/format.ts'

const minuteMs = 60_000

/** How many records activating from there would send, and what that takes at the team's rate limit. */
export function describePlan(plan: ActivationPlan, from: ActivateFrom): { count: number; takes: string } {
  const count = {
    start: plan.fromStart,
    now: plan.replaying,
    cursor: plan.fromCursor + plan.replaying,
  }[from]
  if (count === 0) return { count, takes: 'nothing at once' }
  const calls = Math.ceil(count / Math.max(1, plan.recordsPerCall))
  const rate = plan.allowedPerMinute
  if (rate <= 0) return { count, takes: formatCount(calls, 'call') }
  const ms = (calls / rate) * minuteMs
  const length = ms < minuteMs ? 'under 1 min' : `about ${formatDuration(ms)}`
  return { count, takes: `${formatCount(calls, 'call')}, ${length} at ${formatNumber(rate)} a minute` }
}
