import { Counter, Gauge, type Registry } from 'prom-client'
import { ByBudget } from './budget/by-budget.ts'
import type { Grant } from './rate-budget.ts'
import type { SendResult } from './send-result.ts'

/** Takes in what came of each request, whoever made it; null for a right to send that wasn't used. */
export type NoteResult = (grant: Grant, result: SendResult | null) => void

type Tally = {
  readonly labels: { readonly connector: string; readonly team: string }
  used: number
  left: number | null
  limited: number
}

/**
 * What the door and the rate budgets count for operators. It is counted by team here and given to the metrics when
 * they are read: their own counting, with its labels, costs a hundredth of a delivery.
 */
export function createSendingMetrics(registry: Registry): NoteResult {
  const registers = [registry]
  const labelNames = ['connector', 'team'] as const
  const tallies = new ByBudget(
    ({ connector, team }): Tally => ({ labels: { connector, team }, used: 0, left: null, limited: 0 }),
  )
  new Counter({
    name: 'sluice_budget_points_used_total',
    help: 'Points that this process’s requests have cost, by team.',
    labelNames,
    registers,
    collect() {
      this.reset()
      for (const { labels, used } of tallies.all) this.inc(labels, used)
    },
  })
  new Gauge({
    name: 'sluice_budget_points_left',
    help: 'Points left in the team’s minute, as the newest answer said.',
    labelNames,
    registers,
    collect() {
      for (const { labels, left } of tallies.all) if (left !== null) this.set(labels, left)
    },
  })
  new Counter({
    name: 'sluice_budget_refusals_total',
    help: 'Answers 429, by team.',
    labelNames,
    registers,
    collect() {
      this.reset()
      for (const { labels, limited } of tallies.all) if (limited > 0) this.inc(labels, limited)
    },
  })
  const refused = new Counter({
    name: 'sluice_refused_targets_total',
    help: 'Requests that weren’t made because their address isn’t allowed.',
    registers,
  })

  return ({ key }, result) => {
    if (result?.kind === 'not_sent' && result.code === 'url_not_allowed') refused.inc()
    if (result?.kind !== 'answered') return
    const tally = tallies.of(key)
    tally.used += result.points ?? 1
    if (result.remaining !== null) tally.left = result.remaining
    if (result.answer.status === 429) tally.limited += 1
  }
}
