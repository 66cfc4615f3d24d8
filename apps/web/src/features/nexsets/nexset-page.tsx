import { Button } from '@mantine/core'
import type { NexsetDetail } from '@sluice/schema'
import { IconFilePlus, IconSend } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Outlet, useNavigate, useParams } from '@tanstack/react-router'
import { ErrorState } from '../../components/error-state.tsx'
import { LinkTabs } from '../../components/link-tabs.tsx'
import { ButtonLink } from '../../components/links.tsx'
import { LoadingRows } from '../../components/loading-rows.tsx'
import { NexsetMenu } from '../../components/nexset-actions/nexset-menu.tsx'
import { useNexsetDialogs } from '../../components/nexset-actions/use-nexset-dialogs.tsx'
import { Page } from '../../components/page.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { SourceIcon } from '../../components/source-icon.tsx'
import { nexsetQuery } from '../../lib/data/nexsets.ts'
import { formatBytes, formatCount, formatNumber } from '../../lib/format.ts'

/** A Nexset: its head, and the tabs of which one is shown below. */
export function NexsetPage() {
  const { id } = useParams({ from: '/shell/nexsets/$id' })
  const navigate = useNavigate()
  const nexset = useQuery(nexsetQuery(id))
  const dialogs = useNexsetDialogs(() => navigate({ to: '/nexsets' }))
  if (nexset.isPending) {
    return (
      <Page heading="Nexset">
        <LoadingRows rows={8} label="Loading the Nexset" />
      </Page>
    )
  }
  if (!nexset.data) {
    return (
      <Page heading="Nexset">
        <ErrorState title="The Nexset couldn’t be read" error={nexset.error} onRetry={nexset.refetch} />
      </Page>
    )
  }
  return (
    <>
      <PageHeader
        mark={<SourceIcon kind={nexset.data.kind} />}
        name={nexset.data.name}
        line={<Line nexset={nexset.data} />}
        actions={
          <>
            <Button
              variant="default"
              leftSection={<IconFilePlus size={16} />}
              onClick={() => dialogs.addRecords(nexset.data)}
            >
              Add records
            </Button>
            <ButtonLink
              leftSection={<IconSend size={16} />}
              to="/nexsets/$id/send/$step"
              params={{ id, step: 'select' }}
            >
              Send to Destination
            </ButtonLink>
            <NexsetMenu nexset={nexset.data} dialogs={dialogs} variant="default" />
          </>
        }
        tabs={<LinkTabs label="Parts of the Nexset" tabs={tabsOf(nexset.data)} />}
      />
      <Outlet />
      {dialogs.element}
    </>
  )
}

function Line({ nexset }: { nexset: NexsetDetail }) {
  const facts = [
    formatCount(nexset.recordCount, 'record'),
    formatCount(nexset.attributes.length, 'attribute'),
    formatBytes(nexset.bytes),
  ]
  return (
    <>
      {facts.join(' · ')}
      {nexset.lastArrivalAt && (
        <>
          {' · '}last arrival <RelativeTime time={nexset.lastArrivalAt} /> from {nexset.sourceLabel}
        </>
      )}
    </>
  )
}

const tabsOf = (nexset: NexsetDetail) => {
  const params = { id: nexset.id }
  return [
    { to: '/nexsets/$id/records', params, label: 'Records', count: formatNumber(nexset.recordCount) },
    { to: '/nexsets/$id/schema', params, label: 'Schema', count: formatNumber(nexset.attributes.length) },
    { to: '/nexsets/$id/sources', params, label: 'Sources', count: formatNumber(nexset.sources.length) },
    { to: '/nexsets/$id/problems', params, label: 'Problems', count: formatNumber(nexset.problemCount) },
    { to: '/nexsets/$id/destinations', params, label: 'Destinations', count: formatNumber(nexset.destinationCount) },
  ] as const
}
