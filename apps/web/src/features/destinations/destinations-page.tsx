import { IconSend } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useDestinationDialogs } from '../../components/destination-actions/use-destination-dialogs.tsx'
import { DestinationTable } from '../../components/destination-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { ButtonLink } from '../../components/links.tsx'
import { LoadingRows } from '../../components/loading-rows.tsx'
import { Page } from '../../components/page.tsx'
import { destinationsQuery } from '../../lib/data/destinations.ts'
import { formatCount } from '../../lib/format.ts'

/** All destinations. */
export function DestinationsPage() {
  const destinations = useQuery(destinationsQuery())
  const dialogs = useDestinationDialogs()
  const all = destinations.data ?? []
  const count = (state: string) => all.filter((destination) => destination.state === state).length
  const facts = [formatCount(all.length, 'destination'), `${count('active')} active`, `${count('held')} held`]
  return (
    <Page facts={all.length > 0 && facts.join(' · ')}>
      {destinations.isPending && <LoadingRows height={52} label="Loading the destinations" />}
      {destinations.error && (
        <ErrorState title="The destinations couldn’t be read" error={destinations.error} onRetry={destinations.refetch}>
          Sending goes on.
        </ErrorState>
      )}
      {destinations.data && all.length === 0 && (
        <EmptyState
          icon={IconSend}
          title="There is no destination yet"
          action={
            <ButtonLink variant="default" to="/nexsets">
              Choose a Nexset
            </ButtonLink>
          }
        >
          A destination begins at the + of a Nexset.
        </EmptyState>
      )}
      {all.length > 0 && <DestinationTable destinations={all} dialogs={dialogs} />}
      {dialogs.element}
    </Page>
  )
}
