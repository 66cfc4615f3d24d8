import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Files that each hold one forbidden thing, with the start of what the lint says to it. */
const forbidden = [
  ['packages/collections/src', "import '@sluice/json'", 'collections is a lowest package'],
  ['packages/json/src', "import '@sluice/schema'", 'json is the lowest package'],
  ['packages/json/src', "import 'node:fs'", 'This package runs in the server and in the browser'],
  ['packages/schema/src', "import '@sluice/connectors'", 'schema imports json and zod alone'],
  ['packages/schema/src', "import '@sluice/request-builder'", 'schema imports json and zod alone'],
  ['packages/schema/src', "import '../../json/src/parse.ts'", 'Import another package by its name'],
  ['packages/connectors/src', "import '@sluice/request-builder'", 'connectors are data over schema'],
  [
    'packages/request-builder/src',
    "import '@sluice/connectors'",
    'The request builder knows schema, json and collections alone',
  ],
  ['packages/request-builder/src', 'export const now = Date.now()', 'This package knows no clock'],
  ['packages/request-builder/src', 'export const now = new Date()', 'This package knows no clock'],
  ['packages/request-builder/src', 'export const random = Math.random()', 'This package knows no clock'],
  ['packages/request-builder/src', 'export const id = crypto.randomUUID()', 'Do not use the global variable crypto'],
  ['packages/connectors/src', 'export const body = document.body', 'Do not use the global variable document'],
  ['packages/schema/src', 'export const home = process.env', 'Do not use the global variable process'],
  ['packages/practice-salesloft/src', "import '@sluice/schema'", 'Practice Salesloft shares no code'],
  ['apps/server/src', "import '@sluice/web'", 'Server and web app meet in @sluice/schema'],
  ['apps/server/src/services', "import 'undici'", 'Requests to the network go through sending/'],
  ['apps/server/src/routes', "import '../store/nexsets.ts'", 'A route reads the request'],
  ['apps/server/src/routes', "import '../sending/send-request.ts'", 'A route reads the request'],
  ['apps/server/src/routes', "import 'kysely'", 'SQL lives in store/'],
  ['apps/server/src/services', "import '../routes/nexsets.ts'", 'A service knows nothing of HTTP'],
  ['apps/server/src/services', "import '../delivery/slice.ts'", 'A service knows nothing of HTTP'],
  ['apps/server/src/store', "import '../services/nexsets.ts'", 'A store is below services'],
  ['apps/server/src/sending', "import '../services/nexsets.ts'", 'sending/ is below services'],
  ['apps/server/src/sending', "import '../delivery/slice.ts'", 'sending/ is below services'],
  ['apps/server/src/delivery', "import '../routes/nexsets.ts'", 'The engine stands beside the routes'],
  ['apps/server/src/ingest', "import '../services/nexsets.ts'", 'ingest/ is used by services'],
  ['apps/server/src/database', "import '../sending/send-request.ts'", 'database/ opens the database'],
  ['apps/web/src/app', "import '@sluice/server'", 'Server and web app meet in @sluice/schema'],
  ['apps/web/src/lib', "import '../components/state.tsx'", 'lib/ is the lowest of the web app'],
  ['apps/web/src/lib', "import 'node:path'", 'This runs in the browser'],
  ['apps/web/src/components', "import '../features/wizard/draft.ts'", 'A shared component knows no feature'],
  ['apps/web/src/features/wizard/components', "import '../../../app/router.tsx'", 'app/ composes features'],
]

const allowed = [
  ['packages/schema/src', "import '@sluice/json'"],
  ['packages/request-builder/src', "import '@sluice/schema'\nexport const at = (ms: number) => new Date(ms)"],
  ['apps/server/src/routes', "import '../services/nexsets.ts'\nimport '@sluice/schema'"],
  [
    'apps/server/src/services',
    "import '../store/nexsets.ts'\nimport '../sending/send-request.ts'\nimport '../ingest/read.ts'",
  ],
  [
    'apps/server/src/delivery',
    "import '../services/nexsets.ts'\nimport '../store/runs.ts'\nimport '../sending/send-request.ts'",
  ],
  ['apps/server/src/sending', "import 'undici'"],
  ['apps/web/src/app', "import '../features/wizard/wizard.tsx'"],
  ['apps/web/src/features/wizard/components', "import '../draft.ts'\nimport '../../../components/state.tsx'"],
]

let folder = ''
/** What the lint says to each planted file. */
let messages = new Map()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-arrows-'))
  for (const path of ['biome.json', 'biome.arrows.json', 'scripts/lint/pure.grit'])
    await cp(join(root, path), join(folder, path))
  for (const [index, [place, code]] of (await withFeatures()).entries()) {
    const file = join(folder, place, `planted-${index}.ts`)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, `${code}\n`)
  }
  messages = await lint()
})
afterAll(() => rm(folder, { recursive: true }))

it.each(forbidden)('refuses in %s: %s', (place, code, message) => {
  expect(said(place, code)).toEqual([expect.stringContaining(message)])
})

it.each(allowed)('lets through in %s: %s', (place, code) => {
  expect(said(place, code)).toEqual([])
})

it('refuses in every feature of the web app an import of any other', async () => {
  const pairs = await featurePairs()
  expect(pairs.length).toBeGreaterThan(1)
  expect(pairs.filter(([place, code]) => !said(place, code)[0]?.startsWith('A feature never imports another'))).toEqual(
    [],
  )
})

async function featurePairs() {
  const features = await readdir(join(root, 'apps/web/src/features'))
  return features.flatMap((one) =>
    features
      .filter((other) => other !== one)
      .map((other) => [`apps/web/src/features/${one}/data`, `import '../../${other}/a.ts'`]),
  )
}

async function withFeatures() {
  return [...forbidden, ...allowed, ...(await featurePairs())]
}

function said(place, code) {
  return messages.get(`${place}\n${code}`) ?? []
}

async function lint() {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
  const args = [biome, 'lint', '--reporter=json', '--vcs-enabled=false', '--max-diagnostics=none', '.']
  const output = await new Promise((resolve) =>
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 1e8 }, (_error, stdout) => resolve(stdout)),
  )
  const planted = await withFeatures()
  const found = new Map()
  for (const { category, message, location } of JSON.parse(output).diagnostics) {
    if (!/noRestricted|^plugin/.test(category)) continue
    const [place, code] = planted[Number(/planted-(\d+)/.exec(location.path)?.[1])]
    found.set(`${place}\n${code}`, [...(found.get(`${place}\n${code}`) ?? []), message])
  }
  return found
}
