import { useQuery } from '@tanstack/react-query'
import { Banner } from '../../components/banner.tsx'
import { HoldBanner } from '../../components/hold-banner.tsx'
import { Page } from '../../components/page.tsx'
import { ProgressBar } from '../../components/progress-bar.tsx'
import { destinationStatusQuery } from '../../lib/data/destinations.ts'
import { formatNumber, formatShare, formatTimeLeft } from '../../lib/format.ts'
import { LastErrors } from './components/last-errors.tsx'
import { LastRun } from './components/last-run.tsx'
import { OutcomeCounts } from './components/outcome-counts.tsx'
import { Throughput } from './components/throughput/throughput.tsx'
import type { TabProps } from './destination-page.tsx'
import classes from './destinations.module.css'
import overviewClasses from './overview.module.css'

/** How far a destination is: progress, outcomes, speed and budget, run, last errors. */
export function OverviewTab({ destination, dialogs }: TabProps) {
  const { data: status } = useQuery(destinationStatusQuery(destination.id))
  const { counts, recordCount, cursor, state } = destination
  const isSending = state === 'active'
  return (
    <Page>
      <div className={overviewClasses.overview}>
        {state === 'held' && <HoldBanner destination={destination} dialogs={dialogs} isPrimary />}
        {state === 'inactive' && (
          <Banner tone="blue" title="It is saved, and nothing has been sent.">
            Activate it when you are ready.
          </Banner>
        )}
        <section className={overviewClasses.card} aria-label="Progress">
          <div className={overviewClasses.progressHead}>
            <span className={overviewClasses.progressCount}>
              <strong>{formatNumber(cursor)}</strong> of {formatNumber(recordCount)} records
              {recordCount > 0 && <span className={overviewClasses.share}>{formatShare(cursor / recordCount)}</span>}
            </span>
            <span className={classes.small}>
              {progressWords({
                state,
                cursor,
                recordCount,
                estimate: status?.estimateSeconds ?? null,
                rate: status?.rate ?? 0,
              })}
            </span>
          </div>
          <ProgressBar counts={counts} total={recordCount} label={`Progress of ${destination.name}`} isThick />
        </section>
        <OutcomeCounts destination={destination} />
        <div className={overviewClasses.halves}>
          <Throughput id={destination.id} isSending={isSending} budget={status?.budget} />
          <div className={classes.stack}>
            <LastRun id={destination.id} isSending={isSending} />
            <LastErrors destination={destination} isSending={isSending} />
          </div>
        </div>
      </div>
    </Page>
  )
}

type Progress = { state: string; cursor: number; recordCount: number; estimate: number | null; rate: number }

function progressWords({ state, cursor, recordCount, estimate, rate }: Progress): string {
  if (state === 'active' && cursor >= recordCount) return 'Caught up; new records are sent as they arrive'
  if (state === 'active') {
    const speed = rate > 0 ? `at ${formatNumber(Math.round(rate * 60))} a minute` : 'just begun'
    return estimate === null ? speed : `${formatTimeLeft(estimate)} ${speed}`
  }
  if (state === 'inactive') return 'Never activated'
  return cursor > 0 ? `Stopped after record #${formatNumber(cursor)}` : 'Nothing is being sent'
}
