import type { Generated } from 'kysely'

export interface HistoryTables {
  destination_minute: {
    destination_id: string
    minute: Date
    sent: Generated<number>
    not_sent: Generated<number>
    requests: Generated<number>
    points: Generated<number>
  }
  rate_budget_minute: {
    connector: string
    team: string
    minute: Date
    used: Generated<number>
    others: number | null
    told_at: Date | null
    allowed: number | null
  }
}
