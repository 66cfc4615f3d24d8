import type { JsonObject } from '@sluice/json'
import type { RequestConfigInput } from '@sluice/schema'
import { expect, it, vi } from 'vitest'
import { accounts, type DeliveryRig, openDeliveryRig } from '../../test/delivery.ts'
import { startDeliveryWorker } from '../../test/start-delivery-worker.ts'
import { WorkerSettings } from '../../test/worker-settings.ts'
import { rebuildRequest } from '../services/rebuild-request.ts'
import { editedRecords } from '../store/edited-records.ts'
import { findExchanges } from '../store/exchanges.ts'
import { insertReplay, type NewReplay } from '../store/replays.ts'

// Two processes are started in the first of these.
vi.setConfig({ testTimeout: 60_000 })

const upsert: RequestConfigInput = { mode: 'template', template: 'accounts.upsert' }

/** Opens a replay of all that is in quarantine, as a person does; gives its run. */
async function replayAll(rig: DeliveryRig, id: string, edits: NewReplay['edits'] = []): Promise<string> {
  const { runId } = await rig.parts.states.withLock(id, async (row, transaction) => {
    if (!row) throw new Error('no destination')
    const all = { by: 'all' } as const
    return insertReplay(transaction, row, { select: all, asked: all, includeUnknown: true, edits, isApproved: false })
  })
  await rig.database.pool.query("select pg_notify('destination_changed', $1)", [id])
  return runId
}

async function untilReplayed(rig: DeliveryRig, runId: string) {
  while (true) {
    const run = await rig.database.db
      .selectFrom('run')
      .select(['state', 'sent', 'rejected', 'skipped', 'requests', 'ended_at'])
      .where('id', '=', runId)
      .executeTakeFirstOrThrow()
    if (run.state !== 'running') return run
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

it('goes on with a replay whose worker was killed: no edit is lost, and no more is repeated than was on its way', async () => {
  await using rig = await openDeliveryRig({ practice: { latencyMs: 5 } })
  const seqs = Array.from({ length: 120 }, (_, index) => index + 1)
  const { nexsetId } = await rig.addNexset(seqs.map((seq) => ({ name: `Firm ${seq}` })))
  const id = await rig.addDestination(nexsetId, upsert)
  const settings = WorkerSettings.parse({
    connection: rig.database.connection,
    practice: { url: rig.practice.url, apiKey: rig.practice.apiKey },
    limits: { inFlight: 8 },
  })
  const first = await startDeliveryWorker(settings)
  await rig.service.activate(id, { from: 'start' })
  await rig.until(id, ({ invalid }) => invalid === 120)
  const domainOf = (seq: number) => `edited-${seq}.example`
  const edits = seqs.map((seq) => ({ seq, data: { name: `Firm ${seq}`, domain: domainOf(seq) } }))
  const runId = await replayAll(rig, id, edits)
  await rig.until(id, ({ sent }) => sent >= 40)
  await first.kill()
  await using _second = await startDeliveryWorker(settings)
  const run = await untilReplayed(rig, runId)
  expect(run).toMatchObject({ state: 'caught_up', sent: 120 })
  expect(await rig.row(id)).toMatchObject({ cursor: 120, sent: 120, invalid: 0, unknown: 0, filed_ahead: 0 })
  const domains = rig.practice.requests({ path: '/v2/account_upserts' }).map(({ body }) => JSON.parse(body).domain)
  expect(new Set(domains)).toEqual(new Set(seqs.map(domainOf)))
  const { rows } = await rig.database.pool.query("select count(*)::int as count from attempt where result = 'in_doubt'")
  expect(domains.length - 120).toBeLessThanOrEqual(rows[0].count)

  const connector = [...rig.parts.connectors.values()][0]
  const version = await rig.parts.openWork.findVersion(id, 1)
  if (!connector || !version) throw new Error('no version')
  const records = editedRecords(rig.parts, runId)
  for (const seq of [1, 77, 120]) {
    for (const exchange of await findExchanges(rig.database.db, { id, pass: 1 }, seq)) {
      const past = { ...exchange, nexsetId, request: version.request }
      const { fingerprintHolds } = await rebuildRequest(past, { connector, records, outsideOrigins: [] })
      expect(fingerprintHolds).toBe(true)
    }
  }
})

it('keeps a replay and the delivery that runs beside it in order and apart, target by target', async () => {
  await using rig = await openDeliveryRig({ practice: { latencyMs: 3 } })
  const change =
    (name: string) =>
    (_: unknown, index: number): JsonObject => ({ id: (index % 4) + 1, name: `${name} ${index}` })
  const source = await rig.addNexset(Array.from({ length: 12 }, change('old')))
  rig.practice.addFault({ kind: 'status', status: 422, body: { errors: {} }, match: { bodyIncludes: 'old' } })
  const id = await rig.addDestination(source.nexsetId, {
    mode: 'template',
    template: 'accounts.update',
    params: { account_id: { from: 'attribute', attribute: 'id' } },
  })
  await rig.start()
  await rig.service.activate(id, { from: 'start' })
  await rig.until(id, ({ rejected }) => rejected === 12)
  rig.practice.clearFaults()
  await rig.append(source, Array.from({ length: 120 }, change('new')))
  await rig.until(id, ({ sent }) => sent > 20)
  const runId = await replayAll(rig, id)
  const counts = await rig.until(id, ({ isDone, rejected, ...row }) => {
    expect(row.sent + rejected + row.invalid + row.skipped + row.unknown).toBe(row.cursor)
    return isDone && rejected === 0
  })
  expect(counts).toMatchObject({ cursor: 132, sent: 132, filed_ahead: 0 })
  expect(await untilReplayed(rig, runId)).toMatchObject({ state: 'caught_up', sent: 12, requests: 12 })
  const all = rig.practice.requests()
  const done = all.filter(({ status }) => status === 200)
  for (let account = 1; account <= 4; account += 1) {
    const names = done.filter(({ path }) => path === `/v2/accounts/${account}`).map(({ body }) => JSON.parse(body).name)
    for (const [name, count] of [
      ['old', 12],
      ['new', 120],
    ] as const) {
      const inOrder = Array.from({ length: count }, change(name)).flatMap((data) =>
        data.id === account ? [data.name] : [],
      )
      expect(names.filter((sent) => sent.startsWith(name))).toEqual(inOrder)
    }
  }
  const paths = new Map(all.map(({ arrival, path }) => [arrival, path]))
  expect(all.filter(({ path, alongside }) => alongside.some((arrival) => paths.get(arrival) === path))).toEqual([])
})

it('replays records that the cursor hasn’t come past, and counts each of them once, when it does', async () => {
  await using rig = await openDeliveryRig()
  const { nexsetId } = await rig.addNexset(accounts(30))
  const later = { kind: 'status', status: 503, headers: { 'retry-after': '3' }, count: 1 } as const
  rig.practice.addFault({ ...later, match: { bodyIncludes: '"firma-1.example.org"' } })
  rig.practice.addFault({ kind: 'status', status: 422, body: { errors: {} }, match: { bodyIncludes: 'firma-2' } })
  const id = await rig.addDestination(nexsetId, upsert)
  await rig.start()
  await rig.service.activate(id, { from: 'start' })
  await rig.until(id, ({ filed_ahead }) => filed_ahead === 29)
  rig.practice.clearFaults()
  const run = await untilReplayed(rig, await replayAll(rig, id))
  expect(run).toMatchObject({ state: 'caught_up', sent: 11 })
  expect(await rig.row(id)).toMatchObject({ cursor: 0, sent: 0, rejected: 0, filed_ahead: 29 })
  expect(await rig.until(id, ({ isDone }) => isDone)).toMatchObject({ sent: 30, rejected: 0, filed_ahead: 0 })
})

it('passes over a record that isn’t in quarantine any more when its turn comes', async () => {
  await using rig = await openDeliveryRig()
  const { nexsetId } = await rig.addNexset([...accounts(1), { name: 'No domain' }])
  const id = await rig.addDestination(nexsetId, upsert)
  await rig.start()
  await rig.service.activate(id, { from: 'start' })
  await rig.until(id, ({ isDone }) => isDone)
  await rig.service.pause(id)
  const runId = await replayAll(rig, id, [{ seq: 2, data: { name: 'Domain', domain: 'domain.example' } }])
  await rig.database.pool.query('insert into replay_record (run_id, seq) values ($1, 1)', [runId])
  await rig.service.activate(id, { from: 'cursor' })
  expect(await untilReplayed(rig, runId)).toMatchObject({ state: 'caught_up', sent: 1, skipped: 1 })
  const domains = rig.practice.requests({ path: '/v2/account_upserts' }).map(({ body }) => JSON.parse(body).domain)
  expect(domains).toEqual(['firma-1.example.org', 'domain.example'])
})

it('ends a replay that waits when delivery starts again from the first record', async () => {
  await using rig = await openDeliveryRig()
  const { nexsetId } = await rig.addNexset([{ name: 'No domain' }])
  const id = await rig.addDestination(nexsetId, upsert)
  await rig.start()
  await rig.service.activate(id, { from: 'start' })
  await rig.until(id, ({ isDone }) => isDone)
  await rig.service.pause(id)
  const runId = await replayAll(rig, id, [{ seq: 1, data: { name: 'Domain', domain: 'domain.example' } }])
  await rig.service.activate(id, { from: 'start' })
  expect(await untilReplayed(rig, runId)).toMatchObject({ state: 'paused', requests: 0 })
  expect(await rig.until(id, ({ isDone }) => isDone)).toMatchObject({ pass: 2, invalid: 1, sent: 0 })
})

it('leaves in doubt, when what was in doubt is refused, that alone, and not what was refused before', async () => {
  await using rig = await openDeliveryRig()
  const source = await rig.addNexset(accounts(2))
  const request = { batch: { size: 100, grouping: 'array-under-key', key: 'data' }, contentFormat: 'json' } as const
  const url = `${rig.practice.url}/v2/bulk_jobs/1/job_data`
  const id = await rig.addDestination(source.nexsetId, { mode: 'advanced', method: 'POST', url, ...request })
  rig.practice.addFault({ kind: 'drop', at: 'after', nth: 1, match: { bodyIncludes: 'firma-3.' } })
  rig.practice.addFault({ kind: 'status', status: 422, body: { error: 'No' } })
  await rig.start()
  await rig.service.activate(id, { from: 'start' })
  await rig.until(id, ({ rejected }) => rejected === 2)
  await rig.append(source, accounts(2, 3))
  await rig.until(id, ({ unknown }) => unknown === 2)
  const run = await untilReplayed(rig, await replayAll(rig, id))
  expect(run).toMatchObject({ state: 'caught_up', requests: 2 })
  const kept = rig.database.db
    .selectFrom('quarantine_record')
    .select(['seq', 'outcome', 'reason'])
    .where('is_open', '=', true)
  const refused = 'The batch of 2 records was refused as a whole: No'
  const doubt = `An earlier request may have been applied, since no answer told; sent again, it was refused: ${refused}`
  expect(await kept.orderBy('seq').execute()).toEqual([
    { seq: 1, outcome: 'rejected', reason: refused },
    { seq: 2, outcome: 'rejected', reason: refused },
    { seq: 3, outcome: 'unknown', reason: doubt },
    { seq: 4, outcome: 'unknown', reason: doubt },
  ])
  expect(await rig.row(id)).toMatchObject({ cursor: 4, rejected: 2, unknown: 2 })
})

it('leaves what was in doubt in doubt when it makes no request any more', async () => {
  await using rig = await openDeliveryRig()
  const { nexsetId } = await rig.addNexset([{ type: 'person/upsert' }])
  const id = await rig.addDestination(nexsetId, { mode: 'template', template: 'bulk_jobs.create' })
  rig.practice.addFault({ kind: 'drop', at: 'after' })
  await rig.start()
  await rig.service.activate(id, { from: 'start' })
  await rig.until(id, ({ unknown }) => unknown === 1)
  await untilReplayed(rig, await replayAll(rig, id, [{ seq: 1, data: {} }]))
  expect(await rig.row(id)).toMatchObject({ cursor: 1, invalid: 0, unknown: 1 })
  const kept = rig.database.db.selectFrom('quarantine_record').select(['outcome', 'code', 'reason'])
  expect(await kept.where('is_open', '=', true).execute()).toEqual([
    {
      outcome: 'unknown',
      code: 'no_answer',
      reason: expect.stringContaining('As configured now it can’t be sent again'),
    },
  ])
})
