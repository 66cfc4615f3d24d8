import type { ReactNode } from 'react'
import classes from './advanced-tab.module.css'

type Props = { heading: string; headingId?: string; isOptional?: boolean; hint?: ReactNode; children: ReactNode }

/** One setting of the tab: heading and hint at the left, controls at the right. */
export function Section({ heading, headingId, isOptional = false, hint, children }: Props) {
  return (
    <div className={classes.section}>
      <div>
        <h2 className={classes.heading} id={headingId}>
          {heading} {isOptional && <span className={classes.optional}>(optional)</span>}
        </h2>
        {hint && <p className={classes.hint}>{hint}</p>}
      </div>
      <div className={classes.controls}>{children}</div>
    </div>
  )
}
