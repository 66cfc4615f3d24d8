import './lib/require-node.mjs'
import { buildWeb } from './lib/build-web.mjs'
import { install } from './lib/install.mjs'
import { serve } from './lib/serve.mjs'

process.stdout.write('Starting Sluice …\n')
await install()
await buildWeb()
process.exitCode = await serve()
