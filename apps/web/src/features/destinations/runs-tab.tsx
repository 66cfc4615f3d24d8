import type { Run } from '@sluice/schema'
import { IconPlayerPlayFilled } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { LoadingRows } from '../../components/loading-rows.tsx'
import { Page } from '../../components/page.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { StateWord } from '../../components/state.tsx'
import { runLook } from '../../components/states.ts'
import { formatDuration, formatNumber } from '../../lib/format.ts'
import { usePages } from '../../lib/use-pages.ts'
import { runsQuery } from './data/outcomes.ts'
import type { TabProps } from './destination-page.tsx'
import { averageRate, runRange } from './run-facts.ts'

/** Every run: range, outcomes, calls, points, how long and how fast. */
export function RunsTab({ destination: { id, state } }: TabProps) {
  const runs = useInfiniteQuery(runsQuery(id, state === 'active'))
  const { rows, readOn } = usePages(runs)
  return (
    <Page>
      {runs.isPending && <LoadingRows rows={6} label="Loading the runs" />}
      {runs.error && (
        <ErrorState title="The runs couldn’t be read" error={runs.error} onRetry={runs.refetch}>
          Sending goes on; only this list is missing.
        </ErrorState>
      )}
      {runs.data && rows.length === 0 && (
        <EmptyState icon={IconPlayerPlayFilled} title="It has not run yet">
          A run begins when it is activated, and whenever new records arrive.
        </EmptyState>
      )}
      {rows.length > 0 && (
        <DataTable label="Runs" columns={columns} rows={rows} rowKey={(run) => run.id} onEnd={readOn} />
      )}
    </Page>
  )
}

const columns: Column<Run>[] = [
  { key: 'number', header: 'Run', width: 72, align: 'end', render: (run) => formatNumber(run.number) },
  { key: 'state', header: 'State', width: 120, render: (run) => <StateWord look={runLook(run)} /> },
  { key: 'kind', header: 'Kind', width: 90, render: (run) => (run.kind === 'replay' ? 'Replay' : 'Delivery') },
  { key: 'range', header: 'Range', render: (run) => runRange(run) },
  { key: 'sent', header: 'Sent', width: 90, align: 'end', render: (run) => formatNumber(run.counts.sent) },
  {
    key: 'notSent',
    header: 'Not sent',
    width: 90,
    align: 'end',
    render: ({ counts }) => formatNumber(counts.rejected + counts.invalid + counts.unknown),
  },
  { key: 'calls', header: 'Calls', width: 90, align: 'end', render: (run) => formatNumber(run.requests) },
  { key: 'points', header: 'Points', width: 90, align: 'end', render: (run) => formatNumber(run.points) },
  { key: 'rate', header: 'Average rate', width: 140, render: (run) => averageRate(run) },
  { key: 'started', header: 'Started', width: 132, render: (run) => <RelativeTime time={run.startedAt} /> },
  {
    key: 'took',
    header: 'Took',
    width: 90,
    align: 'end',
    render: (run) => (run.endedAt ? formatDuration(Date.parse(run.endedAt) - Date.parse(run.startedAt)) : '–'),
  },
]
