import { join } from 'node:path'
import { pinnedNode, rootFolder } from './paths.mjs'
import { run } from './run.mjs'

const tool = (path, ...args) => ({ command: pinnedNode, args: [join(rootFolder, 'node_modules', path), ...args] })

/** What is checked without running the product. The import arrows are rules of the lint. */
const checks = [
  { name: 'format, lint and import arrows', ...tool('@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', '.') },
  { name: 'types', ...tool('typescript/bin/tsc', '-p', '.') },
  { name: 'unused files, exports and packages', ...tool('knip/bin/knip.js', '--no-progress') },
]

/** Runs each check, says how it went, and counts. */
export async function runChecks() {
  const counts = { passed: 0, failed: 0 }
  for (const { name, command, args } of checks) {
    const passed = (await run(command, args)) === 0
    process.stdout.write(`${passed ? '✓' : '✗'} ${name}\n`)
    counts[passed ? 'passed' : 'failed'] += 1
  }
  return counts
}
