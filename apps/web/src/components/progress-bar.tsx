import type { OutcomeCounts } from '@sluice/schema'
import classes from './progress-bar.module.css'
import { outcomes } from './states.ts'

type Props = {
  counts: OutcomeCounts
  total: number
  label: string /** Thick on a destination's own page. */
  isThick?: boolean
}

const order = ['sent', 'rejected', 'invalid', 'skipped', 'unknown'] as const

/** Outcomes of a destination's records as shares of all of them; its numbers always stand beside it. */
export function ProgressBar({ counts, total, label, isThick = false }: Props) {
  const done = order.reduce((sum, outcome) => sum + counts[outcome], 0)
  return (
    <div
      className={classes.track}
      data-thick={isThick || undefined}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.max(total, done)}
      aria-valuenow={done}
    >
      {order
        .filter((outcome) => counts[outcome] > 0)
        .map((outcome) => (
          <span
            key={outcome}
            className={classes.part}
            data-tone={outcomes[outcome].tone}
            style={{ width: `${(counts[outcome] / Math.max(total, done, 1)) * 100}%` }}
          />
        ))}
    </div>
  )
}
