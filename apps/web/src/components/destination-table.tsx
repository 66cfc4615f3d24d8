import type { Destination } from '@sluice/schema'
import { Link } from '@tanstack/react-router'
import { ConnectorMark } from './connector-mark.tsx'
import { CountWords } from './count-words.tsx'
import { type Column, DataTable } from './data-table.tsx'
import { DestinationMenu } from './destination-actions/destination-menu.tsx'
import { RunButton } from './destination-actions/run-button.tsx'
import type { DestinationDialogs } from './destination-actions/use-destination-dialogs.tsx'
import classes from './destination-table.module.css'
import { NameCell } from './name-cell.tsx'
import { ProgressBar } from './progress-bar.tsx'
import { RelativeTime } from './relative-time.tsx'
import { StateWord } from './state.tsx'
import { destinationStates } from './states.ts'

type Props = { destinations: Destination[]; dialogs: DestinationDialogs }

/** Destinations as a list: state, from where, as whom, how far. */
export function DestinationTable({ destinations, dialogs }: Props) {
  return (
    <DataTable
      label="Destinations"
      columns={columns(dialogs)}
      rows={destinations}
      rowKey={(destination) => destination.id}
      rowHeight={52}
    />
  )
}

const columns = (dialogs: DestinationDialogs): Column<Destination>[] => [
  {
    key: 'name',
    header: 'Name',
    leastWidth: 220,
    render: (destination) => (
      <NameCell mark={<ConnectorMark connector={destination.connector} />} below={destination.requestLabel}>
        <Link to="/destinations/$id/$tab" params={{ id: destination.id, tab: 'overview' }}>
          {destination.name}
        </Link>
      </NameCell>
    ),
  },
  {
    key: 'state',
    header: 'State',
    width: 100,
    render: (destination) => <StateWord look={destinationStates[destination.state]} />,
  },
  {
    key: 'nexset',
    header: 'From',
    width: 170,
    render: (destination) => (
      <Link to="/nexsets/$id/records" params={{ id: destination.nexsetId }} className={classes.link}>
        {destination.nexsetName}
      </Link>
    ),
  },
  {
    key: 'credential',
    header: 'Credential',
    width: 170,
    render: (destination) => (
      <Link to="/credentials/$id" params={{ id: destination.credentialId }} className={classes.link}>
        {destination.credentialName}
      </Link>
    ),
  },
  {
    key: 'progress',
    header: 'Progress',
    width: 230,
    render: (destination) => <Progress destination={destination} />,
  },
  {
    key: 'sent',
    header: 'Last sent',
    width: 130,
    render: ({ lastSentAt }) =>
      lastSentAt ? <RelativeTime time={lastSentAt} /> : <span className={classes.dim}>Never</span>,
  },
  {
    key: 'actions',
    header: <span className="visually-hidden">Actions</span>,
    isPinned: true,
    width: 88,
    render: (destination) => (
      <span className={classes.actions}>
        <RunButton destination={destination} dialogs={dialogs} />
        <DestinationMenu destination={destination} dialogs={dialogs} />
      </span>
    ),
  },
]

function Progress({ destination }: { destination: Destination }) {
  return (
    <div className={classes.progress}>
      <ProgressBar
        counts={destination.counts}
        total={destination.recordCount}
        label={`Progress of ${destination.name}`}
      />
      <CountWords destination={destination} />
    </div>
  )
}
