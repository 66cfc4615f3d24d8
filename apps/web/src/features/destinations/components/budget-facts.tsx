import type { DestinationStatus } from '@sluice/schema'
import { Facts } from '../../../components/facts.tsx'
import { Meter } from '../../../components/meter.tsx'
import { formatClock, formatNumber } from '../../../lib/format.ts'
import classes from '../destinations.module.css'

/** How fast it goes, and what the team's rate limit leaves. */
export function BudgetFacts({ status }: { status: DestinationStatus | undefined }) {
  const budget = status?.budget
  return (
    <section className={classes.block} aria-labelledby="budget-heading">
      <h2 id="budget-heading" className={classes.heading}>
        Rate and budget
      </h2>
      {budget && (
        <div className={classes.blockBody}>
          <Facts
            items={[
              ['Rate', `${formatNumber(Math.round(status.rate * 60))} records a minute`],
              [
                'Allowed',
                `${formatNumber(budget.allowed)} of the team’s ${formatNumber(budget.pointsPerMinute)} points a minute`,
              ],
              [
                'Left now',
                budget.remaining === null ? (
                  'Salesloft hasn’t told it yet'
                ) : (
                  <span className={classes.left}>
                    <span className={classes.meter}>
                      <Meter value={budget.remaining} total={budget.pointsPerMinute} />
                    </span>
                    {formatNumber(budget.remaining)}
                    {budget.team && `, ${budget.team}`}
                  </span>
                ),
              ],
              ...(budget.waitsUntil ? [['Waits', `for budget until ${formatClock(budget.waitsUntil)}`] as const] : []),
            ]}
          />
        </div>
      )}
    </section>
  )
}
