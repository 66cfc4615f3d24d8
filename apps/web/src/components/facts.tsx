import type { ReactNode } from 'react'
import classes from './facts.module.css'

/** Facts of a thing: dim words at the left, values at the right. */
export function Facts({ items }: { items: (readonly [string, ReactNode])[] }) {
  return (
    <dl className={classes.root}>
      {items.map(([word, value]) => (
        <div key={word} className={classes.row}>
          <dt className={classes.word}>{word}</dt>
          <dd className={classes.value}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
