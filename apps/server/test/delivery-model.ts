import type { PracticeSalesloft } from '@sluice/practice-salesloft'
import { DestinationEdit, type RequestConfigInput } from '@sluice/schema'
import { AppError } from '../src/errors.ts'
import { crashingEngines } from './crashing-engine.ts'
import { openDeliveryRig } from './delivery.ts'

const requests: Record<Name, RequestConfigInput> = {
  upserts: { mode: 'template', template: 'accounts.upsert', excludeAttributes: ['id'] },
  deletes: {
    mode: 'template',
    template: 'accounts.delete',
    params: { account_id: { from: 'attribute', attribute: 'id' } },
  },
}
const names = ['upserts', 'deletes'] as const
/** Accounts to delete; a run has no more records than these. */
const accountCount = 90
/** So many records write to one account each. */
const domains = 3

type Name = 'upserts' | 'deletes'
/** Leave that was given by typing name and count, and where the practice server's log was before. */
type Leave = { readonly version: number; readonly toSeq: number; readonly after: number }

/** Two destinations of one growing Nexset, one of which can't be undone, with an engine that may crash at any time. */
export async function openDeliveryModel() {
  await using stack = new AsyncDisposableStack()
  const rig = stack.use(await openDeliveryRig({ practice: { latencyMs: 2 }, limits: { inFlight: 4 } }))
  const engines = crashingEngines(rig)
  stack.defer(() => engines.ended())
  let engine = await engines.start()
  stack.defer(() => engine.crash())
  await addAccounts(rig.practice)
  const owned = stack.move()

  return {
    rig,
    async crash(): Promise<void> {
      engine.crash()
      engine = await engines.start()
    },
    /** A new Nexset, with a destination of each kind. */
    async begin() {
      rig.practice.clearRequests()
      rig.practice.clearFaults()
      const source = await rig.addNexset()
      const ids = {
        upserts: await rig.addDestination(source.nexsetId, requests.upserts, { name: 'upserts' }),
        deletes: await rig.addDestination(source.nexsetId, requests.deletes, { name: 'deletes' }),
      }
      return createRun(rig, source, ids)
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

type Rig = Awaited<ReturnType<typeof openDeliveryRig>>

function createRun(rig: Rig, source: Awaited<ReturnType<Rig['addNexset']>>, ids: Record<Name, string>) {
  const { practice, service, destinations } = rig
  const leaves: Leave[] = []
  /** Where in the log each pass of the upserts began. */
  const passes: number[] = [0]
  let count = 0
  const logEnd = () => practice.requests().at(-1)?.seq ?? 0

  /** Resolves with whether it was done; refusals that people are to get are no errors. */
  async function attempt(work: () => Promise<void>, ...refusals: string[]): Promise<boolean> {
    try {
      await work()
      return true
    } catch (error) {
      if (error instanceof AppError && refusals.includes(error.code)) return false
      throw error
    }
  }

  async function start(name: Name, from: 'cursor' | 'start', typed: 'right' | 'wrong' | 'nothing'): Promise<void> {
    const id = ids[name]
    const row = await rig.row(id)
    const waiting = from === 'start' ? row.record_count : row.record_count - row.cursor - row.filed_ahead
    const confirm = typed === 'nothing' ? undefined : { name, count: waiting + (typed === 'wrong' ? 1 : 0) }
    const leave = { version: row.version, toSeq: row.record_count, after: logEnd() }
    const isDone = await attempt(
      () =>
        row.state === 'held' && from === 'cursor'
          ? service.release(id, { confirm })
          : service.activate(id, { from, confirm }),
      'approval_required',
      'conflict',
    )
    if (!isDone) return
    if (name === 'upserts' && from === 'start') passes.push(leave.after)
    if (name !== 'deletes') return
    if (typed !== 'right') throw new Error(`It was started with ${typed} typed.`)
    leaves.push(leave)
  }

  return {
    async append(more: number): Promise<void> {
      const first = count + 1
      count = Math.min(accountCount, count + more)
      const seqs = Array.from({ length: count - first + 1 }, (_, index) => first + index)
      await rig.append(
        source,
        seqs.map((seq) => ({ id: seq, name: `Record ${seq}`, domain: `model-${seq % domains}.example.org` })),
      )
    },
    activate: start,
    async pause(name: Name): Promise<void> {
      await attempt(() => service.pause(ids[name]), 'conflict')
    },
    async edit(name: Name): Promise<void> {
      const { version, credential_id: credentialId } = await rig.row(ids[name])
      const edit = DestinationEdit.parse({ name, credentialId, version, request: requests[name] })
      const result = await destinations.edit(ids[name], edit)
      if (result !== 'edited') throw new Error(`The edit was ${result}.`)
    },
    /** All faults end, all leave is given, and all is delivered. */
    async finish(): Promise<void> {
      practice.clearFaults()
      for (const name of names) {
        for (let isDone = false; !isDone; ) {
          const row = await rig.until(ids[name], ({ state, isDone: done }) => done || state !== 'active')
          isDone = row.isDone
          if (!isDone) await start(name, 'cursor', 'right')
        }
        await attempt(() => service.pause(ids[name]), 'conflict')
      }
    },
    /** Destinations whose counts aren't those of the outcomes up to the cursor, in one snapshot. */
    async findMiscounts(): Promise<unknown[]> {
      const { rows } = await rig.database.pool.query(miscounts, [Object.values(ids)])
      return rows
    },
    /** What is wrong in the end, judged from the log of the practice server. */
    async findProblems(): Promise<string[]> {
      return [
        ...(await this.findMiscounts()).map((row) => JSON.stringify(row)),
        ...findDisorder(practice.requests({ path: '/v2/account_upserts' }), passes),
        ...practice.requests({ method: 'DELETE' }).flatMap(({ seq: at, path }) => {
          const seq = Number(path.split('/').at(-1))
          const isLeft = leaves.some(({ toSeq, after }) => after < at && seq <= toSeq)
          return isLeft ? [] : [`Record ${seq} was deleted without leave.`]
        }),
        ...(await rig.database.pool.query(withoutLeave, [ids.deletes])).rows.flatMap(({ version, last_seq }) => {
          const isLeft = leaves.some((leave) => leave.version === version && last_seq <= leave.toSeq)
          return isLeft ? [] : [`An intent of version ${version} up to record ${last_seq} had no leave.`]
        }),
      ]
    },
  }
}

/** In each pass, writes to one account go in the records' order, and one at a time. */
function findDisorder(log: ReturnType<PracticeSalesloft['requests']>, passes: readonly number[]): string[] {
  const problems: string[] = []
  const last = new Map<string, { seq: number; arrivals: Set<number> }>()
  for (const { seq: at, body, arrival, alongside } of log) {
    const seq = Number(/Record (\d+)/.exec(body)?.[1])
    const pass = passes.findLastIndex((after) => after < at)
    const target = `${pass} ${seq % domains}`
    const before = last.get(target) ?? { seq, arrivals: new Set() }
    if (seq < before.seq) problems.push(`Record ${seq} came after record ${before.seq}.`)
    if (alongside.some((other) => before.arrivals.has(other))) problems.push(`Record ${seq} overlapped with another.`)
    before.arrivals.add(arrival)
    last.set(target, { seq, arrivals: before.arrivals })
  }
  return problems
}

const miscounts = `
  with filed as (
    select d.id, seq, 'sent' as outcome
    from destination d join outcome_segment s on s.destination_id = d.id and s.pass = d.pass, unnest(s.seqs) seq
    union all
    select d.id, q.seq, q.outcome
    from destination d join quarantine_record q on q.destination_id = d.id and q.pass = d.pass and q.is_open
  )
  select d.name, d.cursor, d.sent, d.rejected, d.invalid, d.unknown, d.filed_ahead, json_agg(f) as filed
  from destination d left join filed f on f.id = d.id
  where d.id = any($1)
  group by d.id
  having d.cursor <> count(distinct f.seq) filter (where f.seq <= d.cursor)
    or d.sent <> count(f.seq) filter (where f.seq <= d.cursor and f.outcome = 'sent')
    or d.rejected <> count(f.seq) filter (where f.seq <= d.cursor and f.outcome = 'rejected')
    or d.invalid <> count(f.seq) filter (where f.seq <= d.cursor and f.outcome = 'invalid')
    or d.unknown <> count(f.seq) filter (where f.seq <= d.cursor and f.outcome = 'unknown')
    or d.filed_ahead <> count(f.seq) filter (where f.seq > d.cursor)`

const withoutLeave = 'select version, last_seq from intent_group where destination_id = $1'

async function addAccounts(practice: PracticeSalesloft): Promise<void> {
  while (practice.records('accounts').length < accountCount) {
    const number = practice.records('accounts').length
    await fetch(`${practice.url}/v2/accounts`, {
      method: 'POST',
      headers: { authorization: `Bearer ${practice.apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: `To delete ${number}`, domain: `to-delete-${number}.example.org` }),
    })
  }
}
