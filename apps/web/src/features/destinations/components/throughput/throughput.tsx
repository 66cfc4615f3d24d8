import { SegmentedControl } from '@mantine/core'
import { type BudgetStatus, type DestinationHistory, HistorySpan } from '@sluice/schema'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { ErrorState } from '../../../../components/error-state.tsx'
import { historyQuery } from '../../data/history.ts'
import { chartRows, historyWords, isQuiet, spanWords } from '../../history-facts.ts'
import { BudgetLeft } from './budget-left.tsx'
import { ChartLegend } from './chart-legend.tsx'
import classes from './throughput.module.css'

const HistoryChart = lazy(async () => ({ default: (await import('./history-chart.tsx')).HistoryChart }))

const choices = [
  { value: 'hour', label: 'Last hour' },
  { value: 'day', label: 'Last day' },
]

type Props = { id: string; isSending: boolean; budget: BudgetStatus | undefined }

/** How fast a destination has sent of late, and what its team's points went to, under what is allowed. */
export function Throughput({ id, isSending, budget }: Props) {
  const [span, setSpan] = useState<HistorySpan>('hour')
  const { data: history, error, refetch } = useQuery(historyQuery(id, span, isSending))
  return (
    <section className={classes.root} aria-labelledby="throughput-heading">
      <div className={classes.head}>
        <h2 id="throughput-heading" className={classes.heading}>
          Throughput and budget
        </h2>
        <SegmentedControl
          aria-label="Time shown"
          data={choices}
          value={span}
          onChange={(value) => setSpan(HistorySpan.parse(value))}
        />
      </div>
      {error !== null && !history ? (
        <div className={classes.instead}>
          <ErrorState title="The chart couldn’t be read" error={error} onRetry={refetch}>
            Sending isn’t affected.
          </ErrorState>
        </div>
      ) : (
        <Drawn history={history} />
      )}
      <BudgetLeft budget={budget} />
    </section>
  )
}

/** Legend, chart and words; each has its room before there is a history. */
function Drawn({ history }: { history: DestinationHistory | undefined }) {
  const rows = history && chartRows(history)
  const isEmpty = history !== undefined && isQuiet(history)
  return (
    <>
      <ChartLegend rows={rows} />
      <div className={classes.plot}>
        {!history && <Waiting />}
        {isEmpty && <Quiet span={history.span} />}
        {history && rows && !isEmpty && (
          <Suspense fallback={<Waiting />}>
            <HistoryChart
              rows={rows}
              minutes={history.minutes}
              label={`Points a minute in the ${spanWords[history.span]}`}
            />
          </Suspense>
        )}
      </div>
      <p className={classes.words}>{history && !isEmpty && `Points a minute. ${historyWords(history)}`}</p>
    </>
  )
}

function Waiting() {
  return <div className={classes.waiting} role="status" aria-label="Loading the chart" />
}

function Quiet({ span }: { span: HistorySpan }) {
  return (
    <div className={classes.quiet}>
      <strong className={classes.quietTitle}>Nothing was sent in the {spanWords[span]}.</strong>
      <span>Speed and points show here, minute by minute, once something is.</span>
    </div>
  )
}
