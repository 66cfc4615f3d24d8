import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { contentStamp } from './content-stamp.mjs'
import { pinnedNode, rootFolder } from './paths.mjs'
import { run } from './run.mjs'

/** Builds the web app when something that goes into it has changed since the last time, and nothing otherwise. */
export async function buildWeb() {
  const web = join(rootFolder, 'apps/web')
  const stamp = contentStamp({
    stampFile: join(rootFolder, 'node_modules/.sluice-web'),
    root: rootFolder,
    inputs: ['apps/web', 'packages', 'pnpm-lock.yaml'],
    skip: [/^node_modules$/, /^dist$/, /^test$/, /^practice-salesloft$/, /\.test\.tsx?$/],
  })
  if (stamp.isCurrent() && existsSync(join(web, 'dist/index.html'))) return
  process.stdout.write('Building the web app …\n')
  const vite = join(web, 'node_modules/vite/bin/vite.js')
  const code = await run(pinnedNode, [vite, 'build', '--logLevel', 'warn'], { cwd: web })
  if (code !== 0) {
    process.stderr.write('The web app could not be built; the lines above tell why.\n')
    process.exit(code)
  }
  stamp.write()
}
