import { useQuery } from '@tanstack/react-query'
import { useDestinationDialogs } from '../../components/destination-actions/use-destination-dialogs.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { LoadingRows } from '../../components/loading-rows.tsx'
import { NewNexsetMenu } from '../../components/new-nexset/new-nexset-menu.tsx'
import { useNewNexset } from '../../components/new-nexset/use-new-nexset.tsx'
import { useNexsetDialogs } from '../../components/nexset-actions/use-nexset-dialogs.tsx'
import { Page } from '../../components/page.tsx'
import { destinationsQuery } from '../../lib/data/destinations.ts'
import { nexsetsQuery } from '../../lib/data/nexsets.ts'
import { formatCount } from '../../lib/format.ts'
import { BudgetLine } from './budget-line.tsx'
import { FirstVisit } from './first-visit.tsx'
import { Flow } from './flow.tsx'
import { flowsOf } from './flows-of.ts'

/** Home: each Nexset with the destinations that it flows to. */
export function FlowsPage() {
  const nexsets = useQuery(nexsetsQuery())
  const destinations = useQuery(destinationsQuery())
  const newNexset = useNewNexset()
  const nexsetDialogs = useNexsetDialogs()
  const destinationDialogs = useDestinationDialogs()
  const error = nexsets.error ?? destinations.error
  if (error && !(nexsets.data && destinations.data)) {
    const retry = () => Promise.all([nexsets.refetch(), destinations.refetch()])
    return (
      <Page>
        <ErrorState title="The flows couldn’t be read" error={error} onRetry={retry}>
          Sending goes on.
        </ErrorState>
      </Page>
    )
  }
  if (!nexsets.data || !destinations.data) {
    return (
      <Page>
        <LoadingRows rows={3} height={92} label="Loading the flows" />
      </Page>
    )
  }
  if (nexsets.data.length === 0) {
    return (
      <>
        <FirstVisit newNexset={newNexset} />
        {newNexset.element}
      </>
    )
  }
  const records = nexsets.data.reduce((sum, nexset) => sum + nexset.recordCount, 0)
  const facts = [
    formatCount(nexsets.data.length, 'Nexset'),
    formatCount(records, 'record'),
    formatCount(destinations.data.length, 'destination'),
  ]
  return (
    <Page
      facts={facts.join(' · ')}
      action={
        <>
          <BudgetLine destinations={destinations.data} />
          <NewNexsetMenu newNexset={newNexset} />
        </>
      }
    >
      {flowsOf(nexsets.data, destinations.data).map((flow) => (
        <Flow
          key={flow.nexset.id}
          nexset={flow.nexset}
          destinations={flow.destinations}
          nexsetDialogs={nexsetDialogs}
          destinationDialogs={destinationDialogs}
        />
      ))}
      {newNexset.element}
      {nexsetDialogs.element}
      {destinationDialogs.element}
    </Page>
  )
}
