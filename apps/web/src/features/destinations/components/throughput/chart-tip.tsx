import type { ReactNode } from 'react'
import { formatNumber } from '../../../../lib/format.ts'
import { type ChartRow, stretchWords } from '../../history-facts.ts'
import { allowedLabel, shownSeries } from './chart-series.ts'
import classes from './throughput.module.css'

type Props = { row: ChartRow | undefined; rows: readonly ChartRow[]; minutes: number }

/** The numbers of one place of the chart. */
export function ChartTip({ row, rows, minutes }: Props) {
  if (!row) return null
  return (
    <div className={classes.tip}>
      <strong className={classes.tipTime}>{stretchWords(row.at, minutes)}</strong>
      <dl className={classes.tipRows}>
        {shownSeries(rows).map(({ name, label, color }) => (
          <TipRow key={name} mark={<span className={classes.swatch} style={{ backgroundColor: color }} />} word={label}>
            {row[name]}
          </TipRow>
        ))}
        {row.allowed !== null && (
          <TipRow mark={<span className={classes.dashes} />} word={allowedLabel}>
            {row.allowed}
          </TipRow>
        )}
        <TipRow word="Records sent a minute">{row.sent}</TipRow>
      </dl>
    </div>
  )
}

function TipRow({ mark, word, children }: { mark?: ReactNode; word: string; children: number }) {
  return (
    <div className={classes.tipRow}>
      <dt className={classes.entry}>
        {mark}
        {word}
      </dt>
      <dd className={classes.number}>{formatNumber(Math.round(children))}</dd>
    </div>
  )
}
