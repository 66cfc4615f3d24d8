import type { ReactNode } from 'react'
import classes from './page.module.css'

type Props = {
  /** Names the screen where no head does, to those who don't see it: while it loads, or when it can't be read. */
  heading?: string
  /** A row of facts above the content. */ facts?: ReactNode
  action?: ReactNode
  children: ReactNode
}

/** A screen's content below the top bar, or below the tabs of a thing: facts and one action first. */
export function Page({ heading, facts, action, children }: Props) {
  return (
    <div className={classes.page}>
      {heading && <h1 className="visually-hidden">{heading}</h1>}
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
