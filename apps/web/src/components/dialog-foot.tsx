import type { ReactNode } from 'react'
import classes from './dialog-foot.module.css'

/** Foot of a dialog or side panel: at the left what it touches, at the right the way back and the act. */
export function DialogFoot({ touches, children }: { touches: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.root}>
      <span className={classes.touches}>{touches}</span>
      <div className={classes.actions}>{children}</div>
    </div>
  )
}
