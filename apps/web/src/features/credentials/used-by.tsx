import type { Credential } from '@sluice/schema'
import { AnchorLink } from '../../components/links.tsx'
import classes from './credentials.module.css'

/** The destinations that use a credential. */
export function UsedBy({ usedBy }: { usedBy: Credential['usedBy'] }) {
  if (usedBy.length === 0) return <span className={classes.dim}>Not used</span>
  return (
    <ul className={classes.usedBy}>
      {usedBy.map((destination) => (
        <li key={destination.id}>
          <AnchorLink to="/destinations/$id/$tab" params={{ id: destination.id, tab: 'overview' }}>
            {destination.name}
          </AnchorLink>
        </li>
      ))}
    </ul>
  )
}
