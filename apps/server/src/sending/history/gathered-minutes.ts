import type { BudgetMinute, DestinationMinute, Minutes } from '../../store/history.ts'
import type { BudgetKey } from '../rate-budget.ts'

const minuteMs = 60_000

/** Counts by minute that aren't stored yet. A row that doesn't exist begins with nothing. */
export class GatheredMinutes {
  readonly #destinations = new Map<string, DestinationMinute>()
  readonly #budgets = new Map<string, BudgetMinute>()
  /** Found again at once: most requests in a row are one destination's. */
  #lastDestination: DestinationMinute | undefined
  #lastBudget: BudgetMinute | undefined

  get isEmpty(): boolean {
    return this.#destinations.size + this.#budgets.size === 0
  }

  get rows(): Minutes {
    return { destinations: [...this.#destinations.values()], budgets: [...this.#budgets.values()] }
  }

  /** What the destination did in the minute of a moment. */
  ofDestination(destinationId: string, at: number): DestinationMinute {
    const minute = beginOf(at)
    const last = this.#lastDestination
    if (last?.minute === minute && last.destinationId === destinationId) return last
    const name = `${minute} ${destinationId}`
    const row = this.#destinations.get(name) ?? {
      destinationId,
      minute,
      sent: 0,
      notSent: 0,
      requests: 0,
      points: 0,
    }
    this.#destinations.set(name, row)
    this.#lastDestination = row
    return row
  }

  /** How the team's points were used in the minute of a moment. */
  ofBudget({ connector, team }: BudgetKey, at: number): BudgetMinute {
    const minute = beginOf(at)
    const last = this.#lastBudget
    if (last?.minute === minute && last.connector === connector && last.team === team) return last
    const name = `${minute} ${connector} ${team}`
    const row = this.#budgets.get(name) ?? {
      connector,
      team,
      minute,
      used: 0,
      others: null,
      toldAt: null,
      allowed: null,
    }
    this.#budgets.set(name, row)
    this.#lastBudget = row
    return row
  }

  /** Takes back what couldn't be stored; what was told since then counts more. */
  putBack({ destinations, budgets }: Minutes): void {
    for (const { destinationId, minute, sent, notSent, requests, points } of destinations) {
      const row = this.ofDestination(destinationId, minute)
      row.sent += sent
      row.notSent += notSent
      row.requests += requests
      row.points += points
    }
    for (const { minute, used, others, toldAt, allowed, ...key } of budgets) {
      const row = this.ofBudget(key, minute)
      row.used += used
      row.others ??= others
      row.toldAt ??= toldAt
      row.allowed ??= allowed
    }
  }
}

const beginOf = (at: number): number => Math.floor(at / minuteMs) * minuteMs
