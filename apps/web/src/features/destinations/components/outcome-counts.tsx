import type { Destination, Outcome } from '@sluice/schema'
import { Link } from '@tanstack/react-router'
import { StateWord } from '../../../components/state.tsx'
import { outcomes } from '../../../components/states.ts'
import { formatNumber, formatShare } from '../../../lib/format.ts'
import classes from '../destinations.module.css'
import countClasses from './outcome-counts.module.css'

const order = ['sent', 'rejected', 'invalid', 'skipped', 'unknown', 'pending'] as const satisfies Outcome[]

/** Records by outcome; each leads to them. What is nought steps back. */
export function OutcomeCounts({ destination: { id, counts, recordCount } }: { destination: Destination }) {
  return (
    <section className={countClasses.counts} aria-label="Records by outcome">
      {order.map((outcome) => {
        const count = counts[outcome]
        return (
          <Link
            key={outcome}
            to="/destinations/$id/$tab"
            params={{ id, tab: 'records' }}
            search={{ outcome }}
            className={countClasses.count}
            data-none={count === 0 || undefined}
          >
            <StateWord look={count === 0 ? { ...outcomes[outcome], tone: 'gray' } : outcomes[outcome]} />
            <strong className={countClasses.countNumber}>{formatNumber(count)}</strong>
            <span className={classes.small}>{count === 0 ? '–' : formatShare(count / Math.max(recordCount, 1))}</span>
          </Link>
        )
      })}
    </section>
  )
}
