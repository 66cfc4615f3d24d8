import type { RoundReport } from './round.ts'

const heads = [
  'seed',
  'destination',
  'records',
  'sent',
  'rejected',
  'unknown',
  'requests',
  'again',
  'lost answers',
  'look-ups',
  'broken promises',
]

/** The figures of all rounds as a Markdown table, a row for each destination. */
export function toTable(reports: readonly RoundReport[]): string {
  const rows = reports.flatMap(({ seed, destinations }) =>
    destinations.map((one) => [
      seed,
      one.name,
      one.sent + one.rejected + one.unknown,
      one.sent,
      one.rejected,
      one.unknown,
      one.requests,
      one.again,
      one.lostAnswers,
      one.lookUps,
      one.problems.length,
    ]),
  )
  const lines = [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
  const leftOut = [...new Set(reports.flatMap((report) => report.leftOut))]
  return [...lines, ...leftOut.map((name) => `\nLeft out, since it needs root: ${name}.`)].join('\n')
}
