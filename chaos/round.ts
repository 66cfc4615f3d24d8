import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type PracticeSalesloft, startPracticeSalesloft } from '@sluice/practice-salesloft'
import { shrinkWaits } from '../apps/server/src/waits.ts'
import { type Api, createApi } from './api.ts'
import { deleteFaults, openFaultBook, randomFaults } from './faults.ts'
import { startIntakeClient } from './intake-client.ts'
import { type Disturbance, judge, type Verdict } from './judge.ts'
import { readAccount } from './outcomes.ts'
import { createProduct } from './product.ts'
import { createRandom } from './random.ts'
import { mountSmallDisk } from './small-disk.ts'
import { type TroubleName, troubles, type World } from './troubles.ts'
import { creates, deletes, jobs, upserts, type Workload } from './workload.ts'

/** All waits of the product are divided by this. */
const shrink = 5
const inFlight = 8
const diskBytes = 768 * 1024 * 1024

export type RoundOptions = {
  readonly seed: number
  /** Of each of the three large destinations. */
  readonly records: number
  readonly troubles: readonly TroubleName[]
  /** How long a stopped worker sleeps. */
  readonly sleepMs: number
  /** How long the delivery takes at least, if nothing goes wrong. */
  readonly paceMs: number
  readonly isOnSmallDisk: boolean
  /** Two servers are started together at first, of which one has to give way. */
  readonly startsTwoServers: boolean
  /** Aborted, the round ends at once, and leaves nothing running. */
  readonly signal?: AbortSignal
  readonly say: (line: string) => void
}

export type RoundReport = {
  readonly seed: number
  readonly seconds: number
  readonly leftOut: readonly string[]
  readonly destinations: readonly (Verdict & { name: string; sent: number; rejected: number; unknown: number })[]
  readonly accepted: number
  readonly problems: readonly string[]
}

/**
 * Starts the whole product, lets it deliver while everything goes wrong that may, in an order and at moments that the
 * seed decides, and judges from the practice server's log what became of every record.
 */
export async function runRound(options: RoundOptions): Promise<RoundReport> {
  const { seed, say, signal } = options
  signal?.throwIfAborted()
  const startedAt = performance.now()
  await using stack = new AsyncDisposableStack()
  const random = createRandom(seed)
  const waits = shrinkWaits(shrink)
  const practice = stack.use(await startPracticeSalesloft({ pointsPerMinute: 0, latencyMs: 5 }))
  const folder = await mkdtemp(join(tmpdir(), 'sluice-chaos-'))
  await chmod(folder, 0o711)
  stack.defer(() => rm(folder, { recursive: true, force: true }))
  const dataFolder = join(folder, 'data')
  const logFile = `${folder}.log`
  const disk = options.isOnSmallDisk ? await mountSmallDisk(dataFolder, diskBytes) : null
  if (disk) stack.defer(() => disk.unmount())
  const product = await createProduct({ dataFolder, logFile, practiceUrl: practice.url, shrink })
  stack.defer(() => product.stop())

  if (options.startsTwoServers) say(`refused as second server: ${await product.startTwo()}`)
  else await product.start('server')
  // Only the one that falls asleep is the second.
  const workers = options.troubles.includes('worker asleep')
    ? (['first worker', 'second worker'] as const)
    : (['first worker'] as const)
  await Promise.all(workers.map((role) => product.start(role)))
  const api = createApi(product.url)
  const workloads = await makeWorkloads(practice, options.records, random)
  const total = workloads.reduce((sum, { records }) => sum + records.length, 0)
  const destinations = await activate(api, practice, workloads, Math.ceil((total / options.paceMs) * 60_000))
  const faults = openFaultBook(practice)
  faults.set([...deleteFaults(workloads.flatMap(deleteIds)), ...randomFaults(random, waits)])
  const intake = await startIntakeClient(api)

  const world: World = {
    ...{ product, faults, api, random, disk, sleepMs: options.sleepMs },
    ...{ meanwhile: [], disturbances: [], outages: [], problems: [] },
  }
  const deliver = async () => {
    await goWrong(world, options.troubles, total, practice, say)
    for (const destination of destinations) await destination.addRest()
    await allDone(api, destinations, say)
    return intake.finish()
  }
  const accepted = await Promise.race([deliver(), aborted(signal)])

  const database = await product.database()
  const log = practice.requests()
  const evidence = { log, faultOf: faults.find, disturbances: world.disturbances, inFlight, ...waits }
  const judged = await Promise.all(
    destinations.map(async ({ id, workload }) => {
      const account = await readAccount(database, id)
      return { name: workload.name, ...account.counts, ...judge({ ...evidence, workload, account }) }
    }),
  )
  const problems = [
    ...world.problems,
    ...judged.flatMap(({ name, problems }) => problems.map((problem) => `${name}: ${problem}`)),
    ...judgeOutages(world.outages, workloads, log),
    ...accepted.problems,
  ]
  if (problems.length === 0) await rm(logFile)
  else say(`The processes’ log: ${logFile}`)
  return {
    seed,
    seconds: Math.round((performance.now() - startedAt) / 1_000),
    leftOut: options.troubles.includes('disk full') && !disk ? ['disk full'] : [],
    destinations: judged,
    accepted: accepted.accepted,
    problems,
  }
}

function aborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
}

async function makeWorkloads(practice: PracticeSalesloft, count: number, random: ReturnType<typeof createRandom>) {
  const ids: number[] = []
  for (let number = 1; number <= Math.ceil(count / 25); number += 1) {
    const answer = await fetch(`${practice.url}/v2/accounts`, {
      method: 'POST',
      headers: { authorization: `Bearer ${practice.apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: `Gone ${number}`, domain: `gone-${number}.example.org` }),
    })
    if (!answer.ok) throw new Error(await answer.text())
    ids.push(Number(practice.records('accounts').at(-1)?.id))
  }
  practice.clearRequests()
  return [upserts(count, random), creates(count), jobs(count), deletes(ids)]
}

const deleteIds = ({ isIrreversible, records }: Workload): number[] =>
  isIrreversible ? records.map(({ id }) => Number(id)) : []

/** Three quarters of the records at first, the rest later, but for what needs leave for all of its records. */
async function activate(
  api: Api,
  practice: PracticeSalesloft,
  workloads: readonly Workload[],
  pointsPerMinute: number,
) {
  const credentialId = await api.make('credentials', {
    name: 'Practice',
    connector: 'salesloft',
    kind: 'api_key',
    secret: practice.apiKey,
    baseUrl: practice.url,
    limits: { pointsPerMinute: Math.round(pointsPerMinute / shrink), shareForOthers: 0, inFlight },
  })
  const destinations = []
  for (const workload of workloads) {
    const { name, request, records, isIrreversible } = workload
    const nexsetId = await api.make('nexsets/empty', { name })
    const first = isIrreversible ? records.length : Math.ceil(records.length * 0.75)
    await api.write(`nexsets/${nexsetId}/records`, records.slice(0, first))
    const id = await api.make('destinations', { name, connector: 'salesloft', credentialId, nexsetId, request })
    const confirm = isIrreversible ? { confirm: { name, count: records.length } } : {}
    await api.write(`destinations/${id}/activate`, { from: 'start', ...confirm })
    const rest = records.slice(first)
    const addRest = async () => {
      if (rest.length > 0) await api.write(`nexsets/${nexsetId}/records`, rest)
    }
    destinations.push({ id, workload, addRest })
  }
  return destinations
}

/** One trouble after the other, each when the delivery has come a little further. */
async function goWrong(
  world: World,
  names: readonly TroubleName[],
  total: number,
  practice: PracticeSalesloft,
  say: (line: string) => void,
): Promise<void> {
  const order = world.random.shuffled(names)
  const step = (total * 0.7) / (order.length + 1)
  for (const [index, name] of order.entries()) {
    const mark = Math.round(step * (index + 0.5 + world.random.next()))
    while (practice.countRequests() < mark) await delay(20)
    say(`${name} after ${practice.countRequests()} requests`)
    await troubles[name](world)
  }
  await Promise.all(world.meanwhile)
}

async function allDone(
  api: Api,
  destinations: readonly { id: string; workload: Workload }[],
  say: (line: string) => void,
): Promise<void> {
  let told = Date.now()
  while (true) {
    const all = await Promise.all(destinations.map(({ id }) => api.status(id).catch(() => null)))
    if (all.every((status, index) => status?.cursor === destinations[index]?.workload.records.length)) return
    if (Date.now() - told > 30_000) {
      told = Date.now()
      say(
        `waits: ${all.map((status) => status && `${status.state} ${status.cursor}/${status.recordCount}`).join(', ')}`,
      )
    }
    await delay(200)
  }
}

/** In an outage a destination stops by itself: what is in flight, the failures that tell, and probes. */
function judgeOutages(
  outages: readonly Disturbance[],
  workloads: readonly Workload[],
  log: ReturnType<PracticeSalesloft['requests']>,
): string[] {
  return outages.flatMap(({ from, to }) => {
    const inOutage = log.filter(({ at }) => Date.parse(at) >= from && Date.parse(at) <= to)
    return workloads.flatMap((workload) => {
      const sent = inOutage.filter((request) => workload.seqOf(request) !== undefined).length
      return sent <= 5 + 2 * inFlight ? [] : [`${workload.name}: ${sent} requests were sent in an outage.`]
    })
  })
}
