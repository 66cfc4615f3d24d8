import './lib/require-node.mjs'
import { runBrowserTests } from './lib/browser-tests.mjs'
import { buildWeb } from './lib/build-web.mjs'
import { runChecks } from './lib/checks.mjs'
import { install } from './lib/install.mjs'
import { runUnitTests } from './lib/unit-tests.mjs'

/** `checks`, `unit` or `e2e` runs that part alone, with the arguments that follow. */
const [only, ...args] = process.argv.slice(2)

await install()
const counts = { passed: 0, failed: 0 }
if (wants('checks')) add(await runChecks())
if (wants('unit')) add(await runUnitTests(args))
if (wants('e2e')) {
  await buildWeb()
  add(await runBrowserTests(args))
}
process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`)
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1

function wants(part) {
  return only === undefined || only === part
}

function add({ passed, failed }) {
  counts.passed += passed
  counts.failed += failed
}
