import type { ReactNode } from 'react'
import classes from './page-header.module.css'

type Props = {
  /** An icon, or the two letters of a connector. */
  mark: ReactNode
  name: string
  state?: ReactNode
  /** One primary action and the menu. */
  actions: ReactNode
  /** Where it comes from, and as whom. */
  line: ReactNode
  tabs?: ReactNode
}

/** Head of the page of a thing. */
export function PageHeader({ mark, name, state, actions, line, tabs }: Props) {
  return (
    <div className={classes.root}>
      <span className={classes.mark} aria-hidden>
        {mark}
      </span>
      <div className={classes.title}>
        <h1 className={classes.name} title={name}>
          {name}
        </h1>
        {state}
      </div>
      <div className={classes.actions}>{actions}</div>
      <div className={classes.line}>{line}</div>
      {tabs && <div className={classes.tabs}>{tabs}</div>}
    </div>
  )
}
