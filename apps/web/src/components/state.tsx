import type { ReactNode } from 'react'
import classes from './state.module.css'
import type { StateLook } from './states.ts'

type Props = { look: StateLook /** Instead of the state's own word. */; children?: ReactNode }

/** A state beside the name of a thing. */
export function StatePill({ look, children }: Props) {
  return (
    <span className={classes.pill} data-tone={look.tone} data-dashed={look.word === 'Inactive' || undefined}>
      <look.icon size={12} aria-hidden />
      {children ?? look.word}
    </span>
  )
}

/** A state in a table or list: icon and word, without a box. */
export function StateWord({ look, children }: Props) {
  return (
    <span className={classes.word} data-tone={look.tone}>
      <look.icon size={15} aria-hidden />
      {children ?? look.word}
    </span>
  )
}
