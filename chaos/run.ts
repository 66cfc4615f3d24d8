import { parseArgs } from 'node:util'
import { toTable } from './report.ts'
import { type RoundReport, runRound } from './round.ts'

/** `npm run chaos`: rounds of everything that can go wrong. Exits with 1 when a promise was broken. */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    records: { type: 'string', default: '5000' },
    sleep: { type: 'string', default: '90' },
  },
})
const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => stop.abort(new Error(`Ended by ${signal}.`)))
const sleepMs = Number(values.sleep) * 1_000

const reports: RoundReport[] = []
for (let round = 0; round < Number(values.rounds); round += 1) {
  const seed = Number(values.seed) + round
  process.stdout.write(`Round ${round + 1}, seed ${seed}\n`)
  const report = await runRound({
    seed,
    records: Number(values.records),
    troubles: [
      'worker asleep',
      ...Array.from({ length: 2 }, () => ['server killed', 'worker killed', 'clock jumped'] as const).flat(),
      'worker stopped',
      'database killed',
      'disk full',
      'outage',
    ],
    sleepMs,
    paceMs: sleepMs,
    isOnSmallDisk: true,
    startsTwoServers: true,
    signal: stop.signal,
    say: (line) => process.stdout.write(`  ${line}\n`),
  })
  for (const problem of report.problems) process.stdout.write(`  BROKEN: ${problem}\n`)
  process.stdout.write(`  ${report.problems.length === 0 ? 'kept' : 'broken'} in ${report.seconds} s\n`)
  reports.push(report)
}
process.stdout.write(`\n${toTable(reports)}\n`)
process.exitCode = reports.every(({ problems }) => problems.length === 0) ? 0 : 1
