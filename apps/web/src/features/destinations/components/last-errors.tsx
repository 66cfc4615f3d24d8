import type { Destination } from '@sluice/schema'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { DataText } from '../../../components/data-text.tsx'
import { AnchorLink } from '../../../components/links.tsx'
import { StateWord } from '../../../components/state.tsx'
import { outcomes } from '../../../components/states.ts'
import { formatCount, formatNumber } from '../../../lib/format.ts'
import { errorGroupsQuery } from '../data/outcomes.ts'
import classes from '../destinations.module.css'

const most = 5

/** The commonest causes of what was not sent. */
export function LastErrors({ destination, isSending }: { destination: Destination; isSending: boolean }) {
  const { id, counts } = destination
  const { data: groups } = useQuery(errorGroupsQuery(id, isSending))
  const total = counts.rejected + counts.invalid + counts.unknown
  return (
    <section className={classes.block} aria-labelledby="errors-heading">
      <div className={classes.blockHead}>
        <h2 id="errors-heading" className={classes.heading}>
          Errors
        </h2>
        {total > 0 && (
          <AnchorLink to="/destinations/$id/$tab" params={{ id, tab: 'errors' }} className={classes.small}>
            All {formatNumber(total)}
          </AnchorLink>
        )}
      </div>
      {groups?.length === 0 && (
        <div className={classes.blockBody}>
          <p className={classes.none}>No record was refused.</p>
        </div>
      )}
      {groups?.slice(0, most).map((group) => (
        <Link
          key={group.fingerprint}
          to="/destinations/$id/$tab"
          params={{ id, tab: 'errors' }}
          search={{ group: group.fingerprint }}
          className={classes.errorRow}
        >
          <StateWord look={outcomes[group.outcome]} />
          <span className={classes.cause}>
            <DataText>{group.cause}</DataText>
          </span>
          <span className={classes.small}>{formatCount(group.count, 'record')}</span>
        </Link>
      ))}
    </section>
  )
}
