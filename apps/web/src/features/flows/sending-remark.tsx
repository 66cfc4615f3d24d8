import type { Destination, DestinationStatus } from '@sluice/schema'
import { useQuery } from '@tanstack/react-query'
import { RelativeTime } from '../../components/relative-time.tsx'
import { destinationStatusQuery } from '../../lib/data/destinations.ts'
import { formatClock, formatNumber, formatTimeLeft } from '../../lib/format.ts'
import classes from './flows.module.css'

/** What a destination does now: its rate and estimate, that it waits, is caught up, or sends nothing. */
export function SendingRemark({ destination }: { destination: Destination }) {
  const { id, state, lastSentAt, updatedAt } = destination
  const status = useQuery({ ...destinationStatusQuery(id), enabled: state === 'active' })
  return <span className={classes.remark}>{remark()}</span>

  function remark() {
    switch (state) {
      case 'active':
        return status.data ? <ActiveRemark status={status.data} /> : null
      case 'paused':
        return lastSentAt ? (
          <>
            Paused · last sent <RelativeTime time={lastSentAt} />
          </>
        ) : (
          'Paused'
        )
      case 'held':
        return 'Nothing is being sent'
      case 'inactive':
        return (
          <>
            Saved <RelativeTime time={updatedAt} />, never activated
          </>
        )
      default:
        return state satisfies never
    }
  }
}

function ActiveRemark({ status }: { status: DestinationStatus }) {
  const { waiting, budget, rate, estimateSeconds, lastSentAt } = status
  if (waiting === 0) {
    return (
      <>
        Caught up
        {lastSentAt && (
          <>
            {' · '}last sent <RelativeTime time={lastSentAt} />
          </>
        )}
      </>
    )
  }
  if (budget.waitsUntil) return <>Waits for points until {formatClock(budget.waitsUntil)}</>
  const perMinute = Math.round(rate * 60)
  const parts = [
    perMinute > 0 ? `${formatNumber(perMinute)} a minute` : 'Starting',
    estimateSeconds === null ? null : formatTimeLeft(estimateSeconds),
  ]
  return <>{parts.filter(Boolean).join(' · ')}</>
}
