import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { contentStamp } from './content-stamp.mjs'
import { pinnedNode, rootFolder } from './paths.mjs'
import { run } from './run.mjs'

/** Fetched by npx, so that a machine needs npm alone; the lockfile is of this version. */
const pnpm = 'pnpm@12.21.0'

/**
 * Installs the packages when what names them has changed since the last time, and nothing otherwise. Says so before
 * it takes time; ends the process when it fails.
 */
export async function install() {
  const stamp = contentStamp({
    stampFile: join(rootFolder, 'node_modules/.sluice-install'),
    root: rootFolder,
    inputs: ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', '.npmrc', ...workspaceManifests()],
    salt: `${process.platform} ${process.arch}`,
  })
  if (stamp.isCurrent() && existsSync(pinnedNode)) return
  process.stdout.write('Installing packages. The first time this takes a minute …\n')
  const code = await run('npx', ['--yes', pnpm, 'install', '--frozen-lockfile', '--reporter=append-only'], {
    env: { npm_config_update_notifier: 'false' },
  })
  if (code !== 0) {
    process.stderr.write(
      'The packages could not be installed. What is needed: Node 20 or newer, npm, and its registry within reach.\n',
    )
    process.exit(code)
  }
  stamp.write()
}

function workspaceManifests() {
  const groups = ['apps', 'packages'].flatMap((group) =>
    readdirSync(join(rootFolder, group)).map((name) => `${group}/${name}`),
  )
  return [...groups, 'bench', 'chaos', 'e2e'].sort().map((folder) => `${folder}/package.json`)
}
