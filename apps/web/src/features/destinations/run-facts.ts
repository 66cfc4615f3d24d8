import type { Run } from '@sluice/schema'
import { formatNumber, formatSeq } from '../../lib/format.ts'

/** `#1 to #12,480`; of a replay `40 of #3 to #396`. */
export function runRange({ kind, fromSeq, toSeq, counts }: Run): string {
  const range =
    toSeq === null || toSeq < fromSeq ? `from ${formatSeq(fromSeq)}` : `${formatSeq(fromSeq)} to ${formatSeq(toSeq)}`
  if (kind === 'delivery') return range
  return `${formatNumber(Object.values(counts).reduce((sum, count) => sum + count, 0))} of ${range}`
}

/** Records a minute over the run's whole time, up to `now` while it goes on. */
export function averageRate(run: Run, now: number = Date.now()): string {
  const { sent, rejected, invalid, unknown } = run.counts
  const minutes = ((run.endedAt ? Date.parse(run.endedAt) : now) - Date.parse(run.startedAt)) / 60_000
  const done = sent + rejected + invalid + unknown
  if (minutes <= 0 || done === 0) return '–'
  return `${formatNumber(Math.round(done / minutes))} a minute`
}
