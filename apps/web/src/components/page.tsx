import type { ReactNode } from 'react'
import classes from './page.module.css'

type Props = { /** A row of facts above the content. */ facts?: ReactNode; action?: ReactNode; children: ReactNode }

/** A screen's content below the top bar, or below the tabs of a thing: facts and one action first. */
export function Page({ facts, action, children }: Props) {
  return (
    <div className={classes.page}>
      {(facts || action) && (
        <div className={classes.facts}>
          <div className={classes.fact}>{facts}</div>
          {action}
        </div>
      )}
      {children}
    </div>
  )
}
