import type { Destination } from '@sluice/schema'
import { IconGauge } from '@tabler/icons-react'
import { useQueries } from '@tanstack/react-query'
import { Meter } from '../../components/meter.tsx'
import { destinationStatusQuery } from '../../lib/data/destinations.ts'
import { formatNumber } from '../../lib/format.ts'
import classes from './flows.module.css'

/** What is left of the team's points this minute, as the last answer said; nothing while nothing is being sent. */
export function BudgetLine({ destinations }: { destinations: Destination[] }) {
  const active = destinations.filter((destination) => destination.state === 'active')
  const statuses = useQueries({ queries: active.map((destination) => destinationStatusQuery(destination.id)) })
  const budget = statuses
    .map((status) => status.data?.budget)
    .find((candidate) => candidate !== undefined && candidate.remaining !== null)
  if (!budget || budget.remaining === null) return null
  return (
    <div className={classes.budget}>
      <IconGauge size={16} aria-hidden />
      <div className={classes.budgetBar}>
        <Meter value={budget.remaining} total={budget.pointsPerMinute} />
      </div>
      <span>
        <strong className={classes.strong}>{formatNumber(budget.remaining)}</strong> of{' '}
        {formatNumber(budget.pointsPerMinute)} points left this minute{budget.team && `, ${budget.team}`}
      </span>
    </div>
  )
}
