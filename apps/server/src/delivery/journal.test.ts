import { salesloft } from '@sluice/connectors'
import { NewDestination, RequestConfig, type RequestConfigInput } from '@sluice/schema'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { expect, it } from 'vitest'
import { accounts, openDeliveryRig } from '../../test/delivery.ts'
import { rebuildRequest } from '../services/rebuild-request.ts'
import { BuilderInputs } from '../store/intents.ts'
import { lockDestination } from '../store/lock-destination.ts'
import { noOutcomes } from '../store/outcome-tally.ts'

const upsert: RequestConfigInput = { mode: 'template', template: 'accounts.upsert' }

const intent = (workerId: string) => ({
  id: uuid(),
  workerId,
  inputs: { now: '2026-03-07T04:05:06Z', baseUrl: 'http://127.0.0.1', typesVersion: 0 },
  needsApproval: false,
  isReplay: false,
  requests: [{ seqs: [1], keys: [null], fingerprint: '00'.repeat(16), isRepeat: false }],
})
const filing = () => ({
  id: uuid(),
  cursor: 1,
  filedAhead: 0,
  counted: { ...noOutcomes, sent: 1 },
  recounted: null,
  sent: [{ seq: 1, status: 200, salesloftId: '7', durationMs: 1, note: null }],
  unsent: [],
  attempts: [],
  requests: 1,
  points: 1,
})

async function handedOut() {
  await using stack = new AsyncDisposableStack()
  const rig = stack.use(await openDeliveryRig())
  const { nexsetId } = await rig.addNexset(accounts(3))
  const id = await rig.addDestination(nexsetId, upsert)
  await rig.service.activate(id, { from: 'start' })
  const take = async () => {
    const handOut = await rig.parts.handOuts.take(id, rig.parts.workerId)
    if (!handOut) throw new Error('nothing was handed out')
    return { ...handOut, runId: handOut.deliveryRunId ?? '' }
  }
  const owned = stack.move()
  return { ...rig, id, take, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

it('lets a worker that lost its slice commit neither intents nor outcomes', async () => {
  await using rig = await handedOut()
  const stale = await rig.take()
  const fresh = await rig.take()
  expect(await rig.parts.intents.commit(stale, intent(rig.parts.workerId))).toBe('lost')
  expect(await rig.parts.filings.file(stale, filing())).toBe('lost')
  expect(await rig.row(rig.id)).toMatchObject({ cursor: 0, sent: 0 })
  expect(await rig.parts.intents.commit(fresh, intent(rig.parts.workerId))).toBe('committed')
  expect(await rig.parts.filings.file(fresh, filing())).toBe('filed')
})

it('lets a worker that lost its slice note no look-up', async () => {
  await using rig = await handedOut()
  const stale = await rig.take()
  const group = intent(rig.parts.workerId)
  const attempt = {
    id: uuid(),
    intentGroupId: group.id,
    requestIndex: 0,
    result: 'in_doubt',
    status: null,
    answer: null,
    error: null,
    durationMs: null,
    tries: 0,
    retryInMs: null,
  } as const
  await rig.parts.intents.commit(stale, group)
  await rig.parts.filings.file(stale, { ...filing(), sent: [], attempts: [attempt] })
  const fresh = await rig.take()
  const noted = [stale, fresh].map((handOut) => rig.parts.openWork.noteLookUp(handOut, attempt.id))
  expect(await Promise.all(noted)).toEqual([false, true])
  expect((await rig.database.pool.query('select look_ups from attempt')).rows).toEqual([{ look_ups: 1 }])
})

it('lets no intent slip through while the slice is handed to another', async () => {
  await using rig = await handedOut()
  const stale = await rig.take()
  const { commits } = await rig.database.db.transaction().execute(async (transaction) => {
    await lockDestination(transaction, rig.id)
    const waiting = Array.from({ length: 5 }, () => rig.parts.intents.commit(stale, intent(rig.parts.workerId)))
    await sql`select pg_sleep(0.1)`.execute(transaction)
    await sql`update destination set fence = fence + 1 where id = ${rig.id}`.execute(transaction)
    return { commits: waiting }
  })
  expect(await Promise.all(commits)).toEqual(['lost', 'lost', 'lost', 'lost', 'lost'])
  const { rows } = await rig.database.pool.query('select count(*) as count from intent_group')
  expect(rows).toEqual([{ count: 0 }])
})

it('commits intents while outcomes are being filed', async () => {
  await using rig = await handedOut()
  const handOut = await rig.take()
  await rig.database.db.transaction().execute(async (transaction) => {
    expect(await rig.parts.filings.file(handOut, filing(), transaction)).toBe('filed')
    expect(await rig.parts.intents.commit(handOut, intent(rig.parts.workerId))).toBe('committed')
  })
})

it('commits no intent of a paused destination, or of an older version', async () => {
  await using rig = await handedOut()
  const handOut = await rig.take()
  await rig.service.pause(rig.id)
  expect(await rig.parts.intents.commit(handOut, intent(rig.parts.workerId))).toBe('stopped')
  await rig.service.activate(rig.id, { from: 'cursor' })
  const { request, settings, credential_id } = (await rig.destinations.find(rig.id)) ?? {}
  if (!request || !settings || !credential_id) throw new Error('it is gone')
  const edit = { name: 'Other', credentialId: credential_id, request, responseWebhook: false, settings, version: 1 }
  await rig.database.db.transaction().execute((transaction) => rig.destinations.edit(rig.id, edit, transaction))
  expect(await rig.parts.intents.commit(handOut, intent(rig.parts.workerId))).toBe('edited')
})

/** A new version with this request, in the transaction; for a destination as {@link handedOut} makes it. */
const editOf = (request: RequestConfigInput) => ({
  ...NewDestination.pick({ name: true, request: true, responseWebhook: true, settings: true }).parse({
    name: 'To Salesloft',
    request,
  }),
  version: 1,
})

it('pauses a destination that is being edited at that moment', async () => {
  await using rig = await handedOut()
  const { credential } = rig
  const { paused } = await rig.database.db.transaction().execute(async (transaction) => {
    await rig.destinations.edit(rig.id, { ...editOf(upsert), credentialId: credential.id }, transaction)
    const waiting = rig.service.pause(rig.id)
    await sql`select pg_sleep(0.1)`.execute(transaction)
    return { paused: waiting }
  })
  await paused
  expect(await rig.row(rig.id)).toMatchObject({ state: 'paused', version: 2 })
})

it('calls unknown what may have been applied and can’t be sent again as it is configured now', async () => {
  await using rig = await handedOut()
  const handOut = await rig.take()
  expect(await rig.parts.intents.commit(handOut, intent(rig.parts.workerId))).toBe('committed')
  const update: RequestConfigInput = {
    mode: 'template',
    template: 'accounts.update',
    params: { account_id: { from: 'attribute', attribute: 'none has it' } },
  }
  await rig.destinations.edit(rig.id, { ...editOf(update), credentialId: rig.credential.id })
  await rig.start()
  expect(await rig.until(rig.id, ({ isDone }) => isDone)).toMatchObject({ unknown: 1, invalid: 2 })
  expect(rig.practice.requests()).toEqual([])
  await rig.stop()
})

it('files the same outcomes once, though their commit went unanswered', async () => {
  await using rig = await handedOut()
  const handOut = await rig.take()
  const outcomes = filing()
  expect(await rig.parts.filings.file(handOut, outcomes)).toBe('filed')
  expect(await rig.parts.filings.file(handOut, outcomes)).toBe('again')
  expect(await rig.row(rig.id)).toMatchObject({ cursor: 1, sent: 1 })
  const { rows } = await rig.database.pool.query('select count(*) as count from outcome_segment')
  expect(rows).toEqual([{ count: 1 }])
})

it('makes every past request again, and its fingerprint holds', async () => {
  await using rig = await openDeliveryRig()
  const { nexsetId } = await rig.addNexset(accounts(25))
  const request: RequestConfigInput = {
    mode: 'advanced',
    method: 'POST',
    contentFormat: 'json',
    url: `${rig.practice.url}/v2/bulk_jobs/{record.job}/job_data`,
    headers: [{ name: 'X-Day', value: '{YYYY}-{MM}-{dd}' }],
    excludeAttributes: ['phone', 'job'],
    batch: { size: 4, grouping: 'array-under-key', key: 'data' },
  }
  const jobs = await fetch(`${rig.practice.url}/v2/bulk_jobs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${rig.practice.apiKey}`, 'content-type': 'application/json' },
    body: '{"type":"account/upsert"}',
  })
  const made: unknown = await jobs.json()
  const source = await rig.addNexset(accounts(25).map((account) => ({ ...account, job: jobId(made) })))
  const id = await rig.addDestination(source.nexsetId, request)
  await rig.start()
  await rig.service.activate(id, { from: 'start' })
  await rig.until(id, ({ isDone }) => isDone)
  const groups = await rig.database.db.selectFrom('intent_group').selectAll().execute()
  const bodies: (string | null)[] = []
  for (const group of groups) {
    let from = 0
    for (const [index, size] of (group.sizes ?? group.seqs.map(() => 1)).entries()) {
      const past = {
        nexsetId: source.nexsetId,
        request: RequestConfig.parse(request),
        inputs: BuilderInputs.parse(group.inputs),
        seqs: group.seqs.slice(from, from + size),
        fingerprint: group.fingerprints.toString('hex', index * 16, index * 16 + 16),
      }
      from += size
      const rebuilt = await rebuildRequest(past, {
        connector: salesloft,
        records: rig.parts.records,
        outsideOrigins: [],
      })
      expect(rebuilt.fingerprintHolds).toBe(true)
      bodies.push(rebuilt.request?.body ?? null)
      const other = await rebuildRequest(
        { ...past, seqs: [25 - (past.seqs[0] ?? 0)] },
        { connector: salesloft, records: rig.parts.records, outsideOrigins: [] },
      )
      expect(other.fingerprintHolds).toBe(false)
    }
  }
  const received = rig.practice.requests({ path: '/v2/bulk_jobs/*/job_data' }).map(({ body }) => body)
  expect(received).toHaveLength(7)
  expect(bodies.sort()).toEqual(received.sort())
  expect(nexsetId).not.toBe(source.nexsetId)
})

function jobId(answer: unknown): number {
  const text = JSON.stringify(answer)
  return Number(/"id":(\d+)/.exec(text)?.[1])
}
