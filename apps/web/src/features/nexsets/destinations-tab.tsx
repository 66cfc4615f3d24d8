import { IconSend } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useDestinationDialogs } from '../../components/destination-actions/use-destination-dialogs.tsx'
import { DestinationTable } from '../../components/destination-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { ButtonLink } from '../../components/links.tsx'
import { LoadingRows } from '../../components/loading-rows.tsx'
import { Page } from '../../components/page.tsx'
import { destinationsQuery } from '../../lib/data/destinations.ts'

/** Where the Nexset flows to. */
export function DestinationsTab() {
  const { id } = useParams({ from: '/shell/nexsets/$id/destinations' })
  const destinations = useQuery(destinationsQuery())
  const dialogs = useDestinationDialogs()
  const own = destinations.data?.filter((destination) => destination.nexsetId === id)
  return (
    <Page>
      {destinations.isPending && <LoadingRows height={52} label="Loading the destinations" />}
      {destinations.error && (
        <ErrorState title="The destinations couldn’t be read" error={destinations.error} onRetry={destinations.refetch}>
          Sending goes on.
        </ErrorState>
      )}
      {own?.length === 0 && (
        <EmptyState
          icon={IconSend}
          title="This Nexset flows nowhere yet"
          action={
            <ButtonLink variant="default" to="/nexsets/$id/send/$step" params={{ id, step: 'select' }}>
              Send to Destination
            </ButtonLink>
          }
        />
      )}
      {own && own.length > 0 && <DestinationTable destinations={own} dialogs={dialogs} />}
      {dialogs.element}
    </Page>
  )
}
