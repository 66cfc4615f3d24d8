import { formatNumber } from '../../../../lib/format.ts'
import type { ChartRow } from '../../history-facts.ts'
import { allowedLabel, shownSeries } from './chart-series.ts'
import classes from './throughput.module.css'

/** What the colours of the chart mean, each with its newest number; dashes while it isn't known. */
export function ChartLegend({ rows }: { rows: readonly ChartRow[] | undefined }) {
  const newest = rows?.at(-1)
  return (
    <ul className={classes.legend} aria-label="Points a minute, the newest">
      {shownSeries(rows ?? []).map(({ name, label, color }) => (
        <li key={name} className={classes.entry}>
          <span className={classes.swatch} style={{ backgroundColor: color }} aria-hidden />
          {label} <strong className={classes.number}>{numberWords(newest?.[name])}</strong>
        </li>
      ))}
      {newest?.allowed !== null && (
        <li className={classes.entry}>
          <span className={classes.dashes} aria-hidden />
          {allowedLabel} <strong className={classes.number}>{numberWords(newest?.allowed)}</strong>
        </li>
      )}
    </ul>
  )
}

const numberWords = (count: number | undefined) => (count === undefined ? '–' : formatNumber(Math.round(count)))
