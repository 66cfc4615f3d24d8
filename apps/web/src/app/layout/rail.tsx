import { ActionIcon, Tooltip } from '@mantine/core'
import {
  IconActivity,
  IconHandStop,
  IconKey,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconRoute,
  IconSend,
  IconStack2,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { destinationsQuery } from '../../lib/data/destinations.ts'
import { nexsetsQuery } from '../../lib/data/nexsets.ts'
import { formatNumber } from '../../lib/format.ts'
import { Mark } from './mark.tsx'
import classes from './rail.module.css'

type Props = {
  isCollapsed: boolean
  onToggle?: () => void /** Called when a place was chosen. */
  onLeave?: () => void
}

const places = [
  { to: '/', label: 'Flows', icon: IconRoute, isExact: true },
  { to: '/nexsets', label: 'Nexsets', icon: IconStack2, isExact: false },
  { to: '/destinations', label: 'Destinations', icon: IconSend, isExact: false },
  { to: '/credentials', label: 'Credentials', icon: IconKey, isExact: false },
  { to: '/activity', label: 'Activity', icon: IconActivity, isExact: false },
] as const

/** The places of the app, with how many Nexsets there are and how many destinations are held. */
export function Rail({ isCollapsed, onToggle, onLeave }: Props) {
  const nexsets = useQuery(nexsetsQuery())
  const destinations = useQuery(destinationsQuery())
  const held = destinations.data?.filter((destination) => destination.state === 'held').length ?? 0
  const counts: Record<string, React.ReactNode> = {
    '/nexsets': nexsets.data && nexsets.data.length > 0 && formatNumber(nexsets.data.length),
    '/destinations': held > 0 && (
      <span className={classes.held}>
        <IconHandStop size={14} aria-hidden />
        {held}
        <span className="visually-hidden"> held</span>
      </span>
    ),
  }
  const toggleLabel = isCollapsed ? 'Widen the rail' : 'Narrow the rail'
  return (
    <nav className={classes.root} data-collapsed={isCollapsed || undefined} aria-label="Places">
      {onToggle && (
        <div className={classes.head}>
          {!isCollapsed && <Mark />}
          <ActionIcon aria-label={toggleLabel} onClick={onToggle}>
            {isCollapsed ? <IconLayoutSidebarLeftExpand size={17} /> : <IconLayoutSidebarLeftCollapse size={17} />}
          </ActionIcon>
        </div>
      )}
      <div className={classes.places}>
        {places.map((place) => (
          <Tooltip key={place.to} label={place.label} position="right" disabled={!isCollapsed}>
            <Link
              to={place.to}
              className={classes.place}
              activeOptions={{ exact: place.isExact }}
              onClick={onLeave}
              aria-label={isCollapsed ? place.label : undefined}
            >
              <place.icon size={17} aria-hidden />
              {!isCollapsed && (
                <>
                  <span className={classes.word}>{place.label}</span>
                  <span className={classes.count}>{counts[place.to]}</span>
                </>
              )}
            </Link>
          </Tooltip>
        ))}
      </div>
    </nav>
  )
}
