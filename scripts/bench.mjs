import './lib/require-node.mjs'
import { join } from 'node:path'
import { buildWeb } from './lib/build-web.mjs'
import { install } from './lib/install.mjs'
import { pinnedNode, rootFolder } from './lib/paths.mjs'
import { run } from './lib/run.mjs'

/** The benchmarks, each of which prints its figures and fails below its mark; one by name, or all. */
const benchmarks = ['build', 'ingest']
const wanted = process.argv.slice(2)

await install()
await buildWeb()
for (const name of wanted.length > 0 ? wanted : benchmarks) {
  const code = await run(pinnedNode, [join(rootFolder, 'bench', `${name}.ts`)])
  if (code !== 0) process.exitCode = code
}
