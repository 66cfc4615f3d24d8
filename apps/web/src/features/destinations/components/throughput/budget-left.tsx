import type { BudgetStatus } from '@sluice/schema'
import { Meter } from '../../../../components/meter.tsx'
import { formatClock, formatNumber } from '../../../../lib/format.ts'
import classes from './throughput.module.css'

/** What is left of the team's points now, and whether requests wait for some. */
export function BudgetLeft({ budget }: { budget: BudgetStatus | undefined }) {
  return (
    <div className={classes.left}>
      <span className={classes.leftWord}>Left now</span>
      {budget && <Left budget={budget} />}
    </div>
  )
}

function Left({ budget: { remaining, pointsPerMinute, waitsUntil } }: { budget: BudgetStatus }) {
  if (pointsPerMinute === 0) return <span>No limit is set</span>
  if (remaining === null) return <span>Salesloft hasn’t said; {formatNumber(pointsPerMinute)} a minute at most</span>
  return (
    <>
      <span className={classes.meter}>
        <Meter value={remaining} total={pointsPerMinute} />
      </span>
      <span>
        {formatNumber(remaining)} of {formatNumber(pointsPerMinute)} points
        {waitsUntil && `; waits for more until ${formatClock(waitsUntil)}`}
      </span>
    </>
  )
}
