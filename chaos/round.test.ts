import { expect, it, vi } from 'vitest'
import { runRound } from './round.ts'

// The product is started, killed and started again.
vi.setConfig({ testTimeout: 240_000 })

it.each([7])('keeps its promises while answers are lost and its processes are killed (seed %i)', async (seed) => {
  const report = await runRound({
    seed,
    records: 200,
    troubles: ['server killed', 'worker killed'],
    sleepMs: 0,
    paceMs: 4_000,
    isOnSmallDisk: false,
    startsTwoServers: false,
    say: (line) => process.stdout.write(`  ${line}\n`),
  })
  expect(report.problems).toEqual([])
  expect(report.destinations.reduce((sum, { lostAnswers }) => sum + lostAnswers, 0)).toBeGreaterThan(0)
})
