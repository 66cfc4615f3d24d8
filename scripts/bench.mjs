import './lib/require-node.mjs'
import { buildWeb } from './lib/build-web.mjs'
import { install } from './lib/install.mjs'
import { pinnedNode } from './lib/paths.mjs'
import { run } from './lib/run.mjs'

/** The benchmarks, each of which prints its figures and fails below its mark; some by name, or all. */
const benchmarks = {
  build: ['bench/build.ts'],
  ingest: ['bench/ingest.ts'],
  budget: ['bench/budget.ts'],
  typing: [
    'e2e/node_modules/@playwright/test/cli.js',
    'test',
    '--config=e2e/playwright.config.ts',
    '--project=measures',
    '--reporter=line',
  ],
}
const wanted = process.argv.slice(2)

await install()
await buildWeb()
for (const name of wanted.length > 0 ? wanted : Object.keys(benchmarks)) {
  const known = benchmarks[name]
  if (!known)
    process.stderr.write(`There is no benchmark “${name}”; there are ${Object.keys(benchmarks).join(', ')}.\n`)
  const code = known ? await run(pinnedNode, known) : 1
  if (code !== 0) process.exitCode = code
}
