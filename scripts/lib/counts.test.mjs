import { expect, it } from 'vitest'
import { countPlaywright } from './browser-tests.mjs'
import { countVitest } from './unit-tests.mjs'

it.each([
  ['all passed', { numTotalTests: 3, numPassedTests: 3 }, 0, { passed: 3, failed: 0 }],
  ['one failed', { numTotalTests: 3, numPassedTests: 2 }, 1, { passed: 2, failed: 1 }],
  ['one left out', { numTotalTests: 3, numPassedTests: 2 }, 0, { passed: 2, failed: 1 }],
  ['a file that couldn’t be loaded', { numTotalTests: 3, numPassedTests: 3 }, 1, { passed: 3, failed: 1 }],
  ['no report', undefined, 1, { passed: 0, failed: 1 }],
])('counts the tests of vitest: %s', (_name, report, code, counts) => {
  expect(countVitest(report, code)).toEqual(counts)
})

it.each([
  ['all passed', { expected: 3, unexpected: 0, flaky: 0, skipped: 0 }, 0, { passed: 3, failed: 0 }],
  ['one of each', { expected: 1, unexpected: 1, flaky: 1, skipped: 1 }, 1, { passed: 1, failed: 3 }],
  ['a server that didn’t start', { expected: 0, unexpected: 0, flaky: 0, skipped: 0 }, 1, { passed: 0, failed: 1 }],
  ['no report', undefined, 1, { passed: 0, failed: 1 }],
])('counts the tests of the browser: %s', (_name, stats, code, counts) => {
  expect(countPlaywright(stats, code)).toEqual(counts)
})
