import type { FileProblem } from '@sluice/schema'
import { IconCircleCheck } from '@tabler/icons-react'
import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { DataText } from '../../components/data-text.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { LoadingRows } from '../../components/loading-rows.tsx'
import { Page } from '../../components/page.tsx'
import { nexsetProblemsQuery, nexsetQuery } from '../../lib/data/nexsets.ts'
import { formatCount, formatNumber } from '../../lib/format.ts'
import { usePages } from '../../lib/use-pages.ts'
import classes from './nexsets.module.css'

type LineProblem = FileProblem & { sourceName: string }

/** Lines that were left out: which, why, and their text. */
export function ProblemsTab() {
  const { id } = useParams({ from: '/shell/nexsets/$id/problems' })
  const { data: nexset } = useSuspenseQuery(nexsetQuery(id))
  const problems = useInfiniteQuery(nexsetProblemsQuery(id))
  const { rows, readOn } = usePages(problems)
  return (
    <Page
      facts={
        rows.length > 0 &&
        `${formatCount(nexset.problemCount, 'line')} left out. Mend them in the source and add it again.`
      }
    >
      {problems.isPending && <LoadingRows label="Loading the problems" />}
      {problems.error && (
        <ErrorState title="The problems couldn’t be read" error={problems.error} onRetry={problems.refetch} />
      )}
      {problems.data && rows.length === 0 && (
        <EmptyState icon={IconCircleCheck} title="No line had a problem">
          All that came in is among the records.
        </EmptyState>
      )}
      {rows.length > 0 && (
        <DataTable
          label="Problems"
          columns={columns}
          rows={rows}
          rowKey={(problem) => `${problem.sourceName} ${problem.line} ${problem.code}`}
          totalCount={nexset.problemCount}
          onEnd={readOn}
        />
      )}
    </Page>
  )
}

const columns: Column<LineProblem>[] = [
  { key: 'line', header: 'Line', width: 90, align: 'end', render: (problem) => formatNumber(problem.line) },
  { key: 'message', header: 'What', leastWidth: 300, render: (problem) => <DataText>{problem.message}</DataText> },
  {
    key: 'raw',
    header: 'Text of the line',
    leastWidth: 200,
    render: (problem) => (
      <code className={classes.dim}>{problem.raw !== null && <DataText>{problem.raw}</DataText>}</code>
    ),
  },
  { key: 'source', header: 'Source', width: 200, render: (problem) => <DataText>{problem.sourceName}</DataText> },
]
