import type { DestinationHistory, HistorySpan, HistoryStretch } from '@sluice/schema'
import { formatClock, formatCount, formatNumber } from '../../lib/format.ts'

/** `last hour` */
export const spanWords: Record<HistorySpan, string> = { hour: 'last hour', day: 'last day' }

/** One place of the chart: points a minute, and what its tooltip tells besides. */
export type ChartRow = {
  /** When it begins, in milliseconds. */
  readonly at: number
  readonly own: number
  readonly otherSluice: number
  readonly otherTools: number
  /** Null where no limit is known: then no line is drawn. */
  readonly allowed: number | null
  readonly sent: number
}

/** What the chart draws. */
export const chartRows = ({ items }: DestinationHistory): ChartRow[] =>
  items.map(({ at, perMinute }) => ({
    at: Date.parse(at),
    own: perMinute.points,
    otherSluice: perMinute.otherSluice,
    otherTools: perMinute.otherTools,
    allowed: perMinute.allowed > 0 ? perMinute.allowed : null,
    sent: perMinute.sent,
  }))

const labelled = 4

/** The times that are named below the chart: its ends, and what parts it in four. */
export function chartTicks(rows: readonly ChartRow[]): number[] {
  const step = (rows.length - 1) / labelled
  return Array.from({ length: labelled + 1 }, (_, index) => rows[Math.round(index * step)]?.at ?? []).flat()
}

/** Whether there is nothing to draw: no points used by anyone, and no record answered. */
export const isQuiet = ({ items }: DestinationHistory): boolean =>
  items.every(({ sent, notSent, perMinute: { points, otherSluice, otherTools } }) =>
    [sent, notSent, points, otherSluice, otherTools].every((count) => count === 0),
  )

/** `In the last hour 8,071 records were sent and 49 were not, with 8,102 calls.` */
export function historyWords({ span, items }: DestinationHistory): string {
  const sum = (count: (stretch: HistoryStretch) => number) =>
    items.reduce((total, stretch) => total + count(stretch), 0)
  const sent = sum((stretch) => stretch.sent)
  const notSent = sum((stretch) => stretch.notSent)
  const calls = sum((stretch) => stretch.requests)
  const when = `In the ${spanWords[span]}`
  if (sent + notSent + calls === 0) return `${when} nothing was sent.`
  const others = notSent === 0 ? '' : ` and ${formatNumber(notSent)} ${wereOf(notSent)} not`
  return `${when} ${formatCount(sent, 'record')} ${wereOf(sent)} sent${others}, with ${formatCount(calls, 'call')}.`
}

const wereOf = (count: number) => (count === 1 ? 'was' : 'were')

/** `10:36 to 10:37`: the time that a place of the chart stands for. */
export const stretchWords = (at: number, minutes: number): string =>
  `${formatClock(new Date(at).toISOString())} to ${formatClock(new Date(at + minutes * 60_000).toISOString())}`
