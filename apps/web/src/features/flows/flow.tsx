import type { Destination, Nexset } from '@sluice/schema'
import { IconSend } from '@tabler/icons-react'
import type { DestinationDialogs } from '../../components/destination-actions/use-destination-dialogs.tsx'
import { ButtonLink } from '../../components/links.tsx'
import type { NexsetDialogs } from '../../components/nexset-actions/use-nexset-dialogs.tsx'
import { DestinationCard } from './destination-card.tsx'
import classes from './flows.module.css'
import { NexsetCard } from './nexset-card.tsx'

type Props = {
  nexset: Nexset
  destinations: Destination[]
  nexsetDialogs: NexsetDialogs
  destinationDialogs: DestinationDialogs
}

/** A Nexset and, joined to it by lines, its destinations. */
export function Flow({ nexset, destinations, nexsetDialogs, destinationDialogs }: Props) {
  return (
    <article className={classes.flow} aria-label={nexset.name}>
      <NexsetCard nexset={nexset} dialogs={nexsetDialogs} />
      <div className={classes.destinations}>
        {destinations.map((destination, index) => (
          <DestinationCard
            key={destination.id}
            destination={destination}
            next={destinations[index + 1]}
            dialogs={destinationDialogs}
          />
        ))}
        {destinations.length === 0 && (
          <div className={classes.nowhere}>
            <span className={classes.dim}>Flows nowhere yet</span>
            <ButtonLink
              variant="default"
              size="xs"
              leftSection={<IconSend size={14} />}
              to="/nexsets/$id/send/$step"
              params={{ id: nexset.id, step: 'select' }}
            >
              Send to Destination
            </ButtonLink>
          </div>
        )}
      </div>
    </article>
  )
}
