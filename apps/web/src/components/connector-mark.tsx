import { useQuery } from '@tanstack/react-query'
import { connectorsQuery } from '../lib/data/connectors.ts'
import classes from './connector-mark.module.css'

/** A connector's two letters. */
export function ConnectorMark({ connector }: { connector: string }) {
  const known = useQuery(connectorsQuery()).data?.find((tile) => tile.id === connector)
  return (
    <span className={classes.root} title={known?.name} aria-hidden>
      {known?.mark}
    </span>
  )
}
