import './lib/require-node.mjs'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { install } from './lib/install.mjs'
import { pinnedNode, rootFolder } from './lib/paths.mjs'
import { serve } from './lib/serve.mjs'

// The server, and the web app from its sources, which shows a change as soon as it is saved.
await install()
const web = join(rootFolder, 'apps/web')
const vite = spawn(pinnedNode, [join(web, 'node_modules/vite/bin/vite.js')], { cwd: web, stdio: 'inherit' })
process.exitCode = await serve()
vite.kill()
