import type { ReactNode } from 'react'
import classes from './name-cell.module.css'

type Props = {
  mark: ReactNode /** A link to the thing. */
  children: ReactNode /** A second, dim line. */
  below?: ReactNode
}

/** Name of a thing in a table: its mark, a link, and a dim line below. */
export function NameCell({ mark, children, below }: Props) {
  return (
    <div className={classes.root}>
      <span className={classes.mark}>{mark}</span>
      <div className={classes.text}>
        <div className={classes.name}>{children}</div>
        {below && <div className={classes.below}>{below}</div>}
      </div>
    </div>
  )
}

/** Two lines of a cell, the second dim. */
export function TwoLines({ children, below }: { children: ReactNode; below: ReactNode }) {
  return (
    <div className={classes.text}>
      <div className={classes.line}>{children}</div>
      <div className={classes.below}>{below}</div>
    </div>
  )
}
