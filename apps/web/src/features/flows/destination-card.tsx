import type { Destination } from '@sluice/schema'
import { IconTrashX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { ConnectorMark } from '../../components/connector-mark.tsx'
import { CountWords } from '../../components/count-words.tsx'
import { DestinationMenu } from '../../components/destination-actions/destination-menu.tsx'
import { RunButton } from '../../components/destination-actions/run-button.tsx'
import type { DestinationDialogs } from '../../components/destination-actions/use-destination-dialogs.tsx'
import { HoldBanner } from '../../components/hold-banner.tsx'
import { ProgressBar } from '../../components/progress-bar.tsx'
import { StatePill } from '../../components/state.tsx'
import { destinationStates } from '../../components/states.ts'
import cardClasses from './destination-card.module.css'
import classes from './flows.module.css'
import { SendingRemark } from './sending-remark.tsx'

type Props = {
  destination: Destination /** The one below, whose line passes by. */
  next: Destination | undefined
  dialogs: DestinationDialogs
}

/** A destination: state, how far it is, what was not sent, and its menu. The line to it tells its state too. */
export function DestinationCard({ destination, next, dialogs }: Props) {
  const { id, name, state, connector, counts, recordCount, requestLabel, isIrreversible } = destination
  const look = destinationStates[state]
  return (
    <div className={cardClasses.row}>
      <span className={cardClasses.line} data-state={state} data-tone={look.tone} aria-hidden />
      {next && (
        <span
          className={cardClasses.pass}
          data-state={next.state}
          data-tone={destinationStates[next.state].tone}
          aria-hidden
        />
      )}
      <div className={cardClasses.destination}>
        <div className={cardClasses.head}>
          <ConnectorMark connector={connector} />
          <Link to="/destinations/$id/$tab" params={{ id, tab: 'overview' }} className={classes.name} title={name}>
            {name}
          </Link>
          <StatePill look={look} />
          <span className={cardClasses.label}>
            {isIrreversible && (
              <IconTrashX size={15} className={cardClasses.irreversible} aria-label="Can’t be undone" />
            )}
            <span className={cardClasses.labelText}>{requestLabel}</span>
          </span>
          <span className={cardClasses.actions}>
            <RunButton destination={destination} dialogs={dialogs} />
            <DestinationMenu destination={destination} dialogs={dialogs} />
          </span>
        </div>
        <ProgressBar counts={counts} total={recordCount} label={`Progress of ${name}`} />
        <div className={cardClasses.foot}>
          <CountWords destination={destination} />
          <SendingRemark destination={destination} />
        </div>
        <HoldBanner destination={destination} dialogs={dialogs} />
      </div>
    </div>
  )
}
