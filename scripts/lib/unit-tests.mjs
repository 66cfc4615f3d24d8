import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pinnedNode, rootFolder } from './paths.mjs'
import { run } from './run.mjs'

const report = join(rootFolder, '.cache/vitest.json')

/** Runs the unit and integration tests and counts them; one that was left out counts as failed. */
export async function runUnitTests(args = []) {
  rmSync(report, { force: true })
  mkdirSync(join(rootFolder, '.cache'), { recursive: true })
  const vitest = join(rootFolder, 'node_modules/vitest/vitest.mjs')
  const code = await run(pinnedNode, [
    vitest,
    'run',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...args,
  ])
  return countVitest(readReport(), code)
}

/** A run that ended badly without a failed test (an error in a file, no report) counts as one failure. */
export function countVitest(result, code) {
  const passed = result?.numPassedTests ?? 0
  const failed = (result?.numTotalTests ?? 0) - passed
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed }
}

function readReport() {
  try {
    return JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    return undefined
  }
}
