import type { Destination } from '@sluice/schema'
import { formatNumber } from '../lib/format.ts'
import classes from './count-words.module.css'
import { outcomes } from './states.ts'

const notSent = ['rejected', 'invalid', 'unknown', 'skipped'] as const

/** `8,120 of 12,480`, and what of it was not sent, each in its tone. */
export function CountWords({ destination }: { destination: Destination }) {
  const { counts, recordCount } = destination
  const done = counts.sent + notSent.reduce((sum, outcome) => sum + counts[outcome], 0)
  return (
    <span className={classes.root}>
      <span>
        <strong className={classes.done}>{formatNumber(done)}</strong> of {formatNumber(recordCount)}
      </span>
      {notSent
        .filter((outcome) => counts[outcome] > 0)
        .map((outcome) => (
          <span key={outcome} className={classes.part} data-tone={outcomes[outcome].tone}>
            {formatNumber(counts[outcome])} {outcome}
          </span>
        ))}
    </span>
  )
}
