import { Button } from '@mantine/core'
import { IconActivity, IconFlask, IconPlayerPlayFilled } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { LoadingRows } from '../../components/loading-rows.tsx'
import { Page } from '../../components/page.tsx'
import { allRunsQuery, allTestSendsQuery } from '../../lib/data/activity.ts'
import { destinationsQuery } from '../../lib/data/destinations.ts'
import { formatDayHeading } from '../../lib/format.ts'
import classes from './activity.module.css'
import { ActivityRow } from './activity-row.tsx'
import { entriesOf } from './entries.ts'

const filters = [
  { show: undefined, label: 'All', icon: IconActivity },
  { show: 'runs', label: 'Runs', icon: IconPlayerPlayFilled },
  { show: 'tests', label: 'Tests', icon: IconFlask },
] as const

/** Runs and test sends of all destinations, newest first, by day. */
export function ActivityPage() {
  const { show } = useSearch({ from: '/shell/activity' })
  const navigate = useNavigate({ from: '/activity' })
  const runs = useInfiniteQuery(allRunsQuery())
  const tests = useInfiniteQuery(allTestSendsQuery())
  const destinations = useQuery(destinationsQuery())
  const error = runs.error ?? tests.error
  const isPending = runs.isPending || tests.isPending
  const days = entriesOf({
    runs: show === 'tests' ? undefined : runs.data,
    tests: show === 'runs' ? undefined : tests.data,
  })
  const more = [show === 'tests' ? null : runs, show === 'runs' ? null : tests].filter((query) => query?.hasNextPage)
  return (
    <Page
      facts={
        <div className={classes.filters}>
          {filters.map((filter) => (
            <Button
              key={filter.label}
              variant="default"
              size="xs"
              className={classes.filter}
              aria-pressed={show === filter.show}
              leftSection={<filter.icon size={14} />}
              onClick={() => navigate({ search: { show: filter.show }, replace: true })}
            >
              {filter.label}
            </Button>
          ))}
        </div>
      }
    >
      {isPending && <LoadingRows rows={8} label="Loading the activity" />}
      {error && (
        <ErrorState
          title="The activity couldn’t be read"
          error={error}
          onRetry={() => Promise.all([runs.refetch(), tests.refetch()])}
        >
          Sending goes on; only this list is missing.
        </ErrorState>
      )}
      {!isPending && !error && days.length === 0 && (
        <EmptyState icon={IconActivity} title="Nothing has been sent yet">
          Runs begin when a destination is activated; test sends come from the wizard.
        </EmptyState>
      )}
      {days.length > 0 && (
        <div className={classes.log}>
          {days.map(([day, entries]) => (
            <section key={day}>
              <h2 className={classes.day}>{formatDayHeading(day)}</h2>
              {entries.map((entry) => (
                <ActivityRow key={entry.id} entry={entry} destinations={destinations.data ?? []} />
              ))}
            </section>
          ))}
        </div>
      )}
      {more.length > 0 && (
        <Button
          variant="default"
          mt="md"
          loading={runs.isFetchingNextPage || tests.isFetchingNextPage}
          onClick={() => Promise.all(more.map((query) => query?.fetchNextPage()))}
        >
          Show older
        </Button>
      )}
    </Page>
  )
}
