import './lib/require-node.mjs'
import { join } from 'node:path'
import { install } from './lib/install.mjs'
import { pinnedNode, rootFolder } from './lib/paths.mjs'
import { run } from './lib/run.mjs'

/** Deliveries while everything goes wrong that may: `--rounds`, `--seed`, `--records`, `--sleep` (docs/chaos.md). */
await install()
process.exitCode = await run(pinnedNode, [join(rootFolder, 'chaos/run.ts'), ...process.argv.slice(2)])
