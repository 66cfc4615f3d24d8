import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type PracticeOptions, type PracticeSalesloft, startPracticeSalesloft } from '@sluice/practice-salesloft'
import { z } from 'zod'
import { budgetFigures } from './budget-figures.ts'
import { startServer } from './start-server.ts'

/**
 * How much of a team's 600 points a minute the product uses, and how often it is refused, in whole minutes and by
 * Practice Salesloft's own log. All settings run side by side, each with a product of its own; a quarter of an hour, on
 * a machine with nothing else to do.
 * `node bench/budget.ts [minutes] [name of a setting]`
 */
const minutes = Number(process.argv[2] ?? 10)
const only = process.argv[3]
const windowMs = 60_000
const pointsPerMinute = 600

type Setting = {
  readonly name: string
  readonly workers: number
  readonly shareForOthers: number
  readonly practice: PracticeOptions
  /** Whether the figures are as they should be. */
  readonly isMet: (figures: ReturnType<typeof budgetFigures>) => boolean
}

const usesUp = (points: number, share: number) => (figures: ReturnType<typeof budgetFigures>) =>
  figures.mean >= share * points && figures.limited === 0

const settings: readonly Setting[] = [
  { name: 'one worker', workers: 1, shareForOthers: 0, practice: {}, isMet: usesUp(600, 0.99) },
  { name: 'three workers', workers: 3, shareForOthers: 0, practice: {}, isMet: usesUp(600, 0.99) },
  { name: 'a tenth for others', workers: 1, shareForOthers: 10, practice: {}, isMet: usesUp(540, 0.99) },
  {
    name: 'sliding minute',
    workers: 1,
    shareForOthers: 0,
    practice: { windowKind: 'sliding' },
    isMet: usesUp(600, 0.95),
  },
  {
    name: 'another client takes 30 %',
    workers: 3,
    shareForOthers: 10,
    practice: { othersShare: 0.3, othersEveryMs: 1_000 },
    isMet: ({ limitedShare }) => limitedShare <= 0.01,
  },
]

const folder = await mkdtemp(join(tmpdir(), 'sluice-budget-'))
// Started as root, the database runs as another account, and must be able to enter.
await chmod(folder, 0o755)
const stack = new AsyncDisposableStack()
stack.defer(() => rm(folder, { recursive: true, force: true }))
try {
  const chosen = settings.filter(({ name }) => only === undefined || name === only)
  const begun: PracticeSalesloft[] = []
  for (const [index, setting] of chosen.entries()) begun.push(await begin(setting, join(folder, String(index))))
  console.log(`Until ${new Date(Date.now() + (minutes + 2) * windowMs).toLocaleTimeString()} …`)
  await delay((minutes + 2) * windowMs - (Date.now() % windowMs))
  const results = chosen.map((setting, index) => judge(setting, begun[index]?.requests() ?? []))
  console.table(results)
  process.exitCode = results.every(({ isMet }) => isMet) ? 0 : 1
} finally {
  await stack.disposeAsync()
}

/** Starts a product and lets it send for longer than is measured; gives the target. */
async function begin({ workers, shareForOthers, practice: options }: Setting, dataFolder: string) {
  const practice = stack.use(await startPracticeSalesloft({ pointsPerMinute, ...options }))
  const common = { SLUICE_ALLOWED_ORIGINS: practice.url }
  const server = await startServer(dataFolder, common)
  stack.defer(server.stop)
  for (let more = 1; more < workers; more++) {
    const worker = await startServer(dataFolder, { ...common, SLUICE_ROLE: 'worker' })
    stack.defer(worker.stop)
  }
  const send = (path: string, body: unknown) => post(`${server.url}/api/v1/${path}`, body)
  const credentialId = await send('credentials', {
    name: 'Practice',
    connector: 'salesloft',
    kind: 'api_key',
    baseUrl: practice.url,
    secret: practice.apiKey,
    limits: { pointsPerMinute, shareForOthers, inFlight: 8 },
  })
  const nexsetId = await send('nexsets/empty', { name: 'Accounts' })
  const records = Array.from({ length: (pointsPerMinute * (minutes + 10)) / 2 }, (_, index) => ({
    name: `Account ${index}`,
    domain: `budget-${index}.example`,
  }))
  await send(`nexsets/${nexsetId}/records`, records)
  const request = { mode: 'template', template: 'accounts.upsert' }
  for (const name of ['One', 'Two']) {
    const id = await send('destinations', { name, connector: 'salesloft', credentialId, nexsetId, request })
    await send(`destinations/${id}/activate`, { from: 'start' })
  }
  return practice
}

function judge({ name, isMet }: Setting, requests: Parameters<typeof budgetFigures>[0]) {
  const figures = budgetFigures(requests, windowMs)
  return {
    setting: name,
    'points a minute': Number(figures.mean.toFixed(1)),
    'fewest, most': `${Math.min(...figures.perWindow)}, ${Math.max(...figures.perWindow)}`,
    minutes: figures.perWindow.length,
    '429 after the first minute': figures.limited,
    '429, share of all': `${(100 * figures.limitedShare).toFixed(2)} %`,
    isMet: isMet(figures),
  }
}

/** Posts, and gives the id that is answered, if there is one. */
async function post(url: string, body: unknown): Promise<string> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${text}`)
  return z.object({ id: z.string().default('') }).parse(JSON.parse(text)).id
}
