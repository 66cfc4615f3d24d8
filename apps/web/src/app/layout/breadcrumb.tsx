import { IconChevronRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useMatches } from '@tanstack/react-router'
import { credentialQuery } from '../../lib/data/credentials.ts'
import { destinationQuery } from '../../lib/data/destinations.ts'
import { nexsetQuery } from '../../lib/data/nexsets.ts'
import classes from './top-bar.module.css'

const titles = {
  '/': 'Flows',
  '/nexsets': 'Nexsets',
  '/destinations': 'Destinations',
  '/credentials': 'Credentials',
  '/activity': 'Activity',
} as const
const lists = ['/nexsets', '/destinations', '/credentials'] as const

/** The screen's title, or the list and the thing in it. */
export function Breadcrumb() {
  const match = useMatches().at(-1)
  const path = match?.pathname ?? '/'
  const id = match && 'id' in match.params ? String(match.params.id) : ''
  const list = id === '' ? undefined : lists.find((place) => path.startsWith(`${place}/`))
  const nexset = useQuery({ ...nexsetQuery(id), enabled: list === '/nexsets' })
  const destination = useQuery({ ...destinationQuery(id), enabled: list === '/destinations' })
  const credential = useQuery({ ...credentialQuery(id), enabled: list === '/credentials' })
  if (!list) return <h1 className={classes.title}>{titleOf(path)}</h1>
  const name = { '/nexsets': nexset, '/destinations': destination, '/credentials': credential }[list].data?.name
  return (
    <nav className={classes.crumbs} aria-label="Breadcrumb">
      <ol className={classes.crumbList}>
        <li className={classes.crumb}>
          <Link to={list}>{titles[list]}</Link>
          <IconChevronRight size={14} aria-hidden />
        </li>
        <li className={classes.crumb}>
          <span className={classes.here} aria-current="page">
            {name ?? '…'}
          </span>
        </li>
      </ol>
    </nav>
  )
}

const titleOf = (path: string) => Object.entries(titles).find(([place]) => place === path)?.[1] ?? 'Sluice'
