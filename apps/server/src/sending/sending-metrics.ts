import { Counter, Gauge, type Registry } from 'prom-client'
import type { Grant } from './rate-budget.ts'
import type { SendResult } from './send-result.ts'

/** Takes in what came of each request, whoever made it; null for a right to send that wasn't used. */
export type NoteResult = (grant: Grant, result: SendResult | null) => void

/** What the door and the rate budgets count for operators. */
export function createSendingMetrics(registry: Registry): NoteResult {
  const registers = [registry]
  const labelNames = ['connector', 'team'] as const
  const used = new Counter({
    name: 'sluice_budget_points_used_total',
    help: 'Points that this process’s requests have cost, by team.',
    labelNames,
    registers,
  })
  const left = new Gauge({
    name: 'sluice_budget_points_left',
    help: 'Points left in the team’s minute, as the newest answer said.',
    labelNames,
    registers,
  })
  const limited = new Counter({
    name: 'sluice_budget_refusals_total',
    help: 'Answers 429, by team.',
    labelNames,
    registers,
  })
  const refused = new Counter({
    name: 'sluice_refused_targets_total',
    help: 'Requests that weren’t made because their address isn’t allowed.',
    registers,
  })
  return ({ key: { connector, team } }, result) => {
    if (result?.kind === 'not_sent' && result.code === 'url_not_allowed') refused.inc()
    if (result?.kind !== 'answered') return
    used.inc({ connector, team }, result.points ?? 1)
    if (result.remaining !== null) left.set({ connector, team }, result.remaining)
    if (result.answer.status === 429) limited.inc({ connector, team })
  }
}
