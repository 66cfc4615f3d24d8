import type { ErrorGroup } from '@sluice/schema'
import { IconCircleCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { DataText } from '../../components/data-text.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { LoadingRows } from '../../components/loading-rows.tsx'
import { Page } from '../../components/page.tsx'
import { StateWord } from '../../components/state.tsx'
import { outcomes } from '../../components/states.ts'
import { formatCount, formatNumber } from '../../lib/format.ts'
import { ExportMenu } from './components/export-menu.tsx'
import { GroupDetail } from './components/group-detail.tsx'
import { Dismissals } from './components/quarantine/dismissals.tsx'
import { ReplayProgress } from './components/quarantine/replay-progress.tsx'
import { errorGroupsQuery } from './data/outcomes.ts'
import type { TabProps } from './destination-page.tsx'
import classes from './errors.module.css'

const exported = ['rejected', 'invalid', 'unknown'] as const

/** What was not sent, by cause, each with what to do about it. */
export function ErrorsTab({ destination }: TabProps) {
  const { id, state, counts } = destination
  const { group: wanted } = useSearch({ from: '/shell/destinations/$id/$tab' })
  const isSending = state === 'active'
  const { data: groups, error, isPending, refetch } = useQuery(errorGroupsQuery(id, isSending))
  const total = groups?.reduce((sum, { count }) => sum + count, 0) ?? 0
  const open = groups?.find(({ fingerprint }) => fingerprint === wanted) ?? groups?.[0]
  return (
    <Page
      facts={
        total > 0 && (
          <>
            <strong>{formatCount(total, 'record')}</strong> in {formatCount(groups?.length ?? 0, 'group')}
          </>
        )
      }
      action={
        total > 0 && <ExportMenu id={id} of={['quarantined', ...exported.filter((outcome) => counts[outcome] > 0)]} />
      }
    >
      <ReplayProgress destination={destination} />
      {isPending && <LoadingRows rows={6} height={72} label="Loading the errors" />}
      {error && (
        <ErrorState title="The errors couldn’t be read" error={error} onRetry={refetch}>
          Sending goes on; only this list is missing.
        </ErrorState>
      )}
      {groups?.length === 0 && (
        <EmptyState icon={IconCircleCheck} title="There is no error">
          Records that are rejected, invalid or unknown are gathered here by cause.
        </EmptyState>
      )}
      {groups && open && (
        <div className={classes.errors}>
          <nav className={classes.groups} aria-label="Causes">
            {groups.map((group) => (
              <Group key={group.fingerprint} id={id} group={group} isOpen={group === open} />
            ))}
          </nav>
          <GroupDetail destination={destination} group={open} isSending={isSending} />
        </div>
      )}
      <Dismissals destination={destination} />
    </Page>
  )
}

function Group({ id, group, isOpen }: { id: string; group: ErrorGroup; isOpen: boolean }) {
  return (
    <Link
      to="/destinations/$id/$tab"
      params={{ id, tab: 'errors' }}
      search={{ group: group.fingerprint }}
      className={classes.group}
      aria-current={isOpen || undefined}
      replace
    >
      <span className={classes.groupHead}>
        <StateWord look={outcomes[group.outcome]} />
        <span className={classes.groupCause}>
          <DataText>{group.cause}</DataText>
        </span>
        <strong>{formatNumber(group.count)}</strong>
      </span>
      {group.advice && <span className={classes.advice}>{group.advice}</span>}
    </Link>
  )
}
