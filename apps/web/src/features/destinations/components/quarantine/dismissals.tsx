import { Button } from '@mantine/core'
import type { Destination, Dismissal } from '@sluice/schema'
import { useQuery } from '@tanstack/react-query'
import { Banner } from '../../../../components/banner.tsx'
import { RelativeTime } from '../../../../components/relative-time.tsx'
import { describeError } from '../../../../lib/api-error.ts'
import { formatCount } from '../../../../lib/format.ts'
import { dismissalsQuery, useUndoDismissal } from '../../data/replays.ts'
import classes from '../../destinations.module.css'

/** What was given up, newest first, each with the way back. */
export function Dismissals({ destination: { id } }: { destination: Destination }) {
  const { data } = useQuery(dismissalsQuery(id))
  const open = data?.filter(({ undoneAt }) => undoneAt === null) ?? []
  if (open.length === 0) return null
  return (
    <section className={`${classes.block} ${classes.dismissals}`} aria-labelledby="dismissed-heading">
      <h2 id="dismissed-heading" className={classes.heading}>
        Dismissed
      </h2>
      {open.map((dismissal) => (
        <Row key={dismissal.id} id={id} dismissal={dismissal} />
      ))}
    </section>
  )
}

function Row({ id, dismissal }: { id: string; dismissal: Dismissal }) {
  const undo = useUndoDismissal(id)
  return (
    <>
      <div className={classes.dismissal}>
        <span className={classes.cause}>{formatCount(dismissal.count, 'record')}</span>
        <span className={classes.small}>
          <RelativeTime time={dismissal.at} />
        </span>
        <Button size="xs" variant="default" loading={undo.isPending} onClick={() => undo.mutate(dismissal.id)}>
          Undo
        </Button>
      </div>
      {undo.error && (
        <Banner tone="red" title="It was not undone.">
          {describeError(undo.error).detail}
        </Banner>
      )}
    </>
  )
}
