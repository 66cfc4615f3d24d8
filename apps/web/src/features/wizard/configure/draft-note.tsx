import { formatClock, formatExactTime } from '../../../lib/format.ts'
import type { DraftState } from '../draft/use-draft.ts'
import classes from './configure.module.css'

/** When the browser last kept the draft, or that it can't. */
export function DraftNote({ draftState: { savedAt, isKept } }: { draftState: DraftState }) {
  if (!isKept) return <span className={classes.saved}>This browser keeps no draft</span>
  if (savedAt === null || savedAt === '') return null
  return (
    <span className={classes.saved} title={formatExactTime(savedAt)}>
      Draft saved {formatClock(savedAt)}
    </span>
  )
}
