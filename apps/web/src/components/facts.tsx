import type { ReactNode } from 'react'
import classes from './facts.module.css'

/** Facts of a thing: dim words at the left, values at the right; `isWide` where the words are long. */
export function Facts({ items, isWide }: { items: (readonly [string, ReactNode])[]; isWide?: boolean }) {
  return (
    <dl className={classes.root} data-wide={isWide || undefined}>
      {items.map(([word, value]) => (
        <div key={word} className={classes.row}>
          <dt className={classes.word}>{word}</dt>
          <dd className={classes.value}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
