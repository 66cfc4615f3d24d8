import type { Nexset } from '@sluice/schema'
import { Link } from '@tanstack/react-router'
import { NexsetMenu } from '../../components/nexset-actions/nexset-menu.tsx'
import { PlusMenu } from '../../components/nexset-actions/plus-menu.tsx'
import type { NexsetDialogs } from '../../components/nexset-actions/use-nexset-dialogs.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { SourceIcon } from '../../components/source-icon.tsx'
import { formatNumber } from '../../lib/format.ts'
import classes from './flows.module.css'

/** A Nexset: name, records, where they come from and when the last arrived; the **+** on its edge. */
export function NexsetCard({ nexset, dialogs }: { nexset: Nexset; dialogs: NexsetDialogs }) {
  return (
    <div className={classes.nexset}>
      <div className={classes.nexsetHead}>
        <SourceIcon kind={nexset.kind} />
        <Link to="/nexsets/$id/records" params={{ id: nexset.id }} className={classes.name} title={nexset.name}>
          {nexset.name}
        </Link>
        <NexsetMenu nexset={nexset} dialogs={dialogs} />
      </div>
      <div className={classes.dim}>
        <strong className={classes.strong}>{formatNumber(nexset.recordCount)}</strong>{' '}
        {nexset.recordCount === 1 ? 'record' : 'records'}
      </div>
      <div className={classes.small}>
        {nexset.sourceLabel}
        {nexset.lastArrivalAt && (
          <>
            {' · '}
            <RelativeTime time={nexset.lastArrivalAt} />
          </>
        )}
      </div>
      <div className={classes.plus}>
        <PlusMenu nexset={nexset} dialogs={dialogs} />
      </div>
    </div>
  )
}
