import { Button } from '@mantine/core'
import type { Destination } from '@sluice/schema'
import { IconHandStop, IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { ConnectorMark } from '../../components/connector-mark.tsx'
import { DestinationMenu } from '../../components/destination-actions/destination-menu.tsx'
import {
  type DestinationDialogs,
  useDestinationDialogs,
} from '../../components/destination-actions/use-destination-dialogs.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { LinkTabs } from '../../components/link-tabs.tsx'
import { LoadingRows } from '../../components/loading-rows.tsx'
import { Page } from '../../components/page.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { StatePill } from '../../components/state.tsx'
import { destinationStates } from '../../components/states.ts'
import { destinationQuery } from '../../lib/data/destinations.ts'
import { formatNumber } from '../../lib/format.ts'
import { DestinationLine } from './components/destination-line.tsx'

const tabs = {
  overview: lazy(async () => ({ default: (await import('./overview-tab.tsx')).OverviewTab })),
  records: lazy(async () => ({ default: (await import('./records-tab.tsx')).RecordsTab })),
  errors: lazy(async () => ({ default: (await import('./errors-tab.tsx')).ErrorsTab })),
  runs: lazy(async () => ({ default: (await import('./runs-tab.tsx')).RunsTab })),
  configuration: lazy(async () => ({ default: (await import('./configuration-tab.tsx')).ConfigurationTab })),
}

/** A destination: its head, and the tab that is shown below. */
export function DestinationPage() {
  const { id, tab } = useParams({ from: '/shell/destinations/$id/$tab' })
  const navigate = useNavigate()
  const { data: destination, error, isPending, refetch } = useQuery(destinationQuery(id))
  const dialogs = useDestinationDialogs(() => navigate({ to: '/destinations' }))
  if (isPending) return <Loading heading="Destination" />
  if (!destination) {
    return (
      <Page heading="Destination">
        <ErrorState title="The destination couldn’t be read" error={error} onRetry={refetch} />
      </Page>
    )
  }
  const Tab = tabs[tab]
  return (
    <>
      <PageHeader
        mark={<ConnectorMark connector={destination.connector} />}
        name={destination.name}
        state={<StatePill look={destinationStates[destination.state]} />}
        line={<DestinationLine destination={destination} />}
        actions={
          <>
            <MainAction destination={destination} dialogs={dialogs} />
            <DestinationMenu destination={destination} dialogs={dialogs} variant="default" />
          </>
        }
        tabs={<LinkTabs label="Parts of the destination" tabs={tabsOf(destination)} />}
      />
      <Suspense fallback={<Loading />}>
        <Tab destination={destination} dialogs={dialogs} />
      </Suspense>
      {dialogs.element}
    </>
  )
}

/** What the tabs of a destination are given. */
export type TabProps = { destination: Destination; dialogs: DestinationDialogs }

function Loading({ heading }: { heading?: string }) {
  return (
    <Page heading={heading}>
      <LoadingRows rows={8} label="Loading the destination" />
    </Page>
  )
}

function MainAction({ destination, dialogs }: TabProps) {
  switch (destination.state) {
    case 'active':
      return (
        <Button
          variant="default"
          leftSection={<IconPlayerPauseFilled size={15} />}
          onClick={() => dialogs.pause(destination)}
        >
          Pause
        </Button>
      )
    case 'held':
      return (
        <Button
          variant="default"
          leftSection={<IconHandStop size={16} />}
          onClick={() => dialogs.activate(destination)}
        >
          Resolve hold
        </Button>
      )
    case 'inactive':
    case 'paused':
      return (
        <Button leftSection={<IconPlayerPlayFilled size={15} />} onClick={() => dialogs.activate(destination)}>
          Activate
        </Button>
      )
    default:
      return destination.state satisfies never
  }
}

const tabsOf = ({ id, counts, recordCount }: Destination) => {
  const to = '/destinations/$id/$tab'
  return [
    { to, params: { id, tab: 'overview' }, label: 'Overview' },
    { to, params: { id, tab: 'records' }, label: 'Records', count: formatNumber(recordCount) },
    {
      to,
      params: { id, tab: 'errors' },
      label: 'Errors',
      count: formatNumber(counts.rejected + counts.invalid + counts.unknown),
    },
    { to, params: { id, tab: 'runs' }, label: 'Runs' },
    { to, params: { id, tab: 'configuration' }, label: 'Configuration' },
  ] as const
}
