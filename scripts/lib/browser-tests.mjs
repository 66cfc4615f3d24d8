import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pinnedNode, rootFolder } from './paths.mjs'
import { run } from './run.mjs'
import { systemChromium } from './system-chromium.mjs'

const report = join(rootFolder, '.cache/playwright.json')
const firstPort = Number(process.env.E2E_PORT ?? 4480)
/** As in e2e/settings.ts: two workers, each with a product of its own. */
const dataFolders = [firstPort, firstPort + 2].map((port) => join(rootFolder, `.cache/e2e-data-${port}`))
const playwright = join(rootFolder, 'e2e/node_modules/@playwright/test/cli.js')

/** Runs the browser tests and counts them; one that was left out counts as failed. */
export async function runBrowserTests(args = []) {
  await ensureChromium()
  rmSync(report, { force: true })
  dataFolders.forEach(removeData)
  const code = await run(pinnedNode, [playwright, 'test', '--project=journeys', '--reporter=line,json', ...args], {
    cwd: join(rootFolder, 'e2e'),
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  })
  if (code === 0) dataFolders.forEach(removeData)
  return countPlaywright(readReport()?.stats, code)
}

/** Removes what a run left, the database too where it had to lie elsewhere because the clone is closed to others. */
function removeData(dataFolder) {
  const file = join(dataFolder, 'postgres.json')
  const id = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).id : undefined
  if (/^[0-9a-f]{16}$/.test(id)) rmSync(`/var/lib/sluice/${id}`, { recursive: true, force: true })
  rmSync(dataFolder, { recursive: true, force: true })
}

/** A run that ended badly without a failed test (no server, no report) counts as one failure. */
export function countPlaywright(stats, code) {
  const passed = stats?.expected ?? 0
  const failed = (stats?.unexpected ?? 0) + (stats?.flaky ?? 0) + (stats?.skipped ?? 0)
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed }
}

/** Debian's Chromium where it is there or can be installed, else Playwright's own. */
async function ensureChromium() {
  if (systemChromium()) return
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    await run('apt-get', ['update', '-qq'], { env })
    for (const name of ['chromium-headless-shell', 'chromium'])
      if ((await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], { env })) === 0) return
  }
  await run(pinnedNode, [playwright, 'install', 'chromium'], { cwd: join(rootFolder, 'e2e') })
}

function readReport() {
  try {
    return JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    return undefined
  }
}
