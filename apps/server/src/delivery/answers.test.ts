import type { RequestConfigInput } from '@sluice/schema'
import { expect, it } from 'vitest'
import { accounts, type DeliveryRig, openDeliveryRig } from '../../test/delivery.ts'
import { systemClock } from '../clock.ts'

const upsert: RequestConfigInput = { mode: 'template', template: 'accounts.upsert' }
const create: RequestConfigInput = { mode: 'template', template: 'accounts.create' }

async function deliver(rig: DeliveryRig, request: RequestConfigInput, count: number): Promise<string> {
  const { nexsetId } = await rig.addNexset(accounts(count))
  const id = await rig.addDestination(nexsetId, request)
  await rig.start()
  await rig.service.activate(id, { from: 'start' })
  return id
}

const quarantine = (rig: DeliveryRig, id: string) =>
  rig.database.db
    .selectFrom('quarantine_record')
    .select(['seq', 'outcome', 'code', 'status'])
    .where('destination_id', '=', id)
    .where('is_open', '=', true)
    .orderBy('seq')
    .execute()

const attempts = (rig: DeliveryRig, id: string) =>
  rig.database.db
    .selectFrom('attempt')
    .select(['result', 'status', 'tries'])
    .where('destination_id', '=', id)
    .orderBy('at')
    .execute()

it('waits after a 429 and sends again, without a used try', async () => {
  await using rig = await openDeliveryRig()
  rig.practice.addFault({ kind: 'status', status: 429, headers: { 'retry-after': '0' }, every: 10 })
  const id = await deliver(rig, upsert, 50)
  expect(await rig.until(id, ({ isDone }) => isDone)).toMatchObject({ sent: 50 })
  const made = await attempts(rig, id)
  expect(new Set(made.map(({ tries }) => tries))).toEqual(new Set([0]))
  expect(made.some(({ result }) => result === 'budget')).toBe(true)
})

it('tries again what was surely not applied, and counts the try', async () => {
  await using rig = await openDeliveryRig()
  rig.practice.addFault({ kind: 'status', status: 503, nth: 3 })
  const id = await deliver(rig, create, 10)
  expect(await rig.until(id, ({ isDone }) => isDone)).toMatchObject({ sent: 10 })
  expect(await attempts(rig, id)).toEqual([{ result: 'transient', status: 503, tries: 1 }])
  expect(rig.practice.countRequests({ method: 'POST', path: '/v2/accounts' })).toBe(11)
})

it('puts what was refused into quarantine, with the reason, and goes on', async () => {
  await using rig = await openDeliveryRig()
  rig.practice.addFault({ kind: 'status', status: 422, body: { errors: { domain: ['is taken'] } }, nth: 2 })
  const id = await deliver(rig, create, 5)
  expect(await rig.until(id, ({ isDone }) => isDone)).toMatchObject({ sent: 4, rejected: 1, cursor: 5 })
  expect(await quarantine(rig, id)).toMatchObject([{ outcome: 'rejected', code: 'http_422', status: 422 }])
})

it('sends again, marked as a repeat, what has no answer and is safe to repeat', async () => {
  await using rig = await openDeliveryRig()
  rig.practice.addFault({ kind: 'drop', at: 'after', nth: 4 })
  const id = await deliver(rig, upsert, 10)
  expect(await rig.until(id, ({ isDone }) => isDone)).toMatchObject({ sent: 10 })
  expect(rig.practice.countRequests({ method: 'POST', path: '/v2/account_upserts' })).toBe(11)
  const groups = await rig.database.db
    .selectFrom('intent_group')
    .select('repeats')
    .where('repeats', 'is not', null)
    .execute()
  expect(groups).toEqual([{ repeats: [0] }])
})

it.each([
  ['was applied without an answer', 'after', upsert, 'unknown', 'An earlier request may have been applied, '],
  ['was looked up in vain', 'before', create, 'rejected', 'domain is odd'],
] as const)(
  'when what %s (dropped %s the effect) is refused at the second time, the outcome tells whether a doubt is left',
  async (...given) => {
    const [, at, request, outcome, reason] = given
    await using rig = await openDeliveryRig()
    rig.practice.addFault({ kind: 'drop', at, nth: 1, match: { method: 'POST' } })
    rig.practice.addFault({
      kind: 'status',
      status: 422,
      body: { errors: { domain: ['is odd'] } },
      nth: 2,
      match: { method: 'POST' },
    })
    const id = await deliver(rig, request, 1)
    expect(await rig.until(id, ({ isDone }) => isDone)).toMatchObject({ [outcome]: 1, cursor: 1 })
    expect(await quarantine(rig, id)).toEqual([{ seq: 1, outcome, code: 'http_422', status: 422 }])
    const row = await rig.database.db.selectFrom('quarantine_record').select('reason').executeTakeFirst()
    expect(row?.reason).toContain(reason)
  },
)

it('looks up what a create without an answer has made, and does not make it twice', async () => {
  await using rig = await openDeliveryRig()
  rig.practice.addFault({ kind: 'drop', at: 'after', nth: 4, match: { method: 'POST' } })
  const id = await deliver(rig, create, 10)
  expect(await rig.until(id, ({ isDone }) => isDone)).toMatchObject({ sent: 10 })
  expect(rig.practice.countRequests({ method: 'POST', path: '/v2/accounts' })).toBe(10)
  const { rows } = await rig.database.pool.query('select notes from outcome_segment where notes is not null')
  expect(rows.map(({ notes }) => Object.values(notes))).toEqual([['confirmed by look-up']])
})

it('knows what a create without an answer has made, though the clock of this machine is an hour off', async () => {
  const anHourOff = { ...systemClock, now: () => new Date(Date.now() + 3_600_000) }
  await using rig = await openDeliveryRig({ clock: anHourOff })
  rig.practice.addFault({ kind: 'drop', at: 'after', nth: 4, match: { method: 'POST' } })
  const id = await deliver(rig, create, 10)
  expect(await rig.until(id, ({ isDone }) => isDone)).toMatchObject({ sent: 10 })
})

it('sends a create again when three look-ups found nothing', async () => {
  await using rig = await openDeliveryRig()
  rig.practice.addFault({ kind: 'drop', at: 'before', nth: 4, match: { method: 'POST' } })
  const id = await deliver(rig, create, 10)
  expect(await rig.until(id, ({ isDone }) => isDone)).toMatchObject({ sent: 10 })
  expect(rig.practice.countRequests({ method: 'POST', path: '/v2/accounts' })).toBe(11)
  expect(rig.practice.countRequests({ method: 'GET', path: '/v2/accounts' })).toBe(3)
})

it('leaves for a person what a look-up finds without a word of when it was made', async () => {
  await using rig = await openDeliveryRig()
  rig.practice.addFault({ kind: 'drop', at: 'after', nth: 2, match: { method: 'POST' } })
  rig.practice.addFault({ kind: 'status', status: 200, body: { data: [{ id: 7 }] }, match: { method: 'GET' } })
  const id = await deliver(rig, create, 3)
  expect(await rig.until(id, ({ isDone }) => isDone)).toMatchObject({ sent: 2, unknown: 1 })
  const row = await rig.database.db.selectFrom('quarantine_record').select('reason').executeTakeFirst()
  expect(row?.reason).toContain('There is one with this key (id 7), and nothing tells when it was made.')
})

it('leaves for a person what has no answer and can neither be repeated nor looked up', async () => {
  await using rig = await openDeliveryRig()
  rig.practice.addFault({ kind: 'drop', at: 'after', nth: 2 })
  const { nexsetId } = await rig.addNexset([
    { type: 'person/upsert' },
    { type: 'person/upsert' },
    { type: 'person/upsert' },
  ])
  const id = await rig.addDestination(nexsetId, { mode: 'template', template: 'bulk_jobs.create' })
  await rig.start()
  await rig.service.activate(id, { from: 'start' })
  expect(await rig.until(id, ({ isDone }) => isDone)).toMatchObject({ sent: 2, unknown: 1 })
  expect(rig.practice.countRequests({ method: 'POST', path: '/v2/bulk_jobs' })).toBe(3)
})

it('files records that make no request, and sends the others', async () => {
  await using rig = await openDeliveryRig()
  const { nexsetId } = await rig.addNexset([...accounts(3), { name: 'without a domain' }, ...accounts(3, 10)])
  const id = await rig.addDestination(nexsetId, create)
  await rig.start()
  await rig.service.activate(id, { from: 'start' })
  expect(await rig.until(id, ({ isDone }) => isDone)).toMatchObject({ sent: 6, invalid: 1 })
  expect(await quarantine(rig, id)).toEqual([{ seq: 4, outcome: 'invalid', code: 'required_missing', status: null }])
})

it('holds when the credential is refused, and goes on by itself once it is accepted', async () => {
  await using rig = await openDeliveryRig()
  const fault = rig.practice.addFault({ kind: 'status', status: 401, skip: 3 })
  const id = await deliver(rig, upsert, 20)
  const held = await rig.until(id, ({ state }) => state === 'held')
  expect(held.hold).toMatchObject({ kind: 'credential', endsBy: 'itself' })
  rig.practice.removeFault(fault.id)
  expect(await rig.until(id, ({ isDone }) => isDone)).toMatchObject({ state: 'active', sent: 20, rejected: 0 })
})

it('holds in an outage, puts nothing into quarantine, and goes on when it is over', async () => {
  await using rig = await openDeliveryRig()
  const fault = rig.practice.addFault({ kind: 'status', status: 503, skip: 3 })
  const id = await deliver(rig, upsert, 100)
  expect((await rig.until(id, ({ state }) => state === 'held')).hold).toMatchObject({
    kind: 'outage',
    endsBy: 'itself',
  })
  rig.practice.removeFault(fault.id)
  expect(await rig.until(id, ({ isDone }) => isDone)).toMatchObject({ state: 'active', sent: 100 })
  expect(await quarantine(rig, id)).toEqual([])
})

it('holds when twenty requests in a row are refused, though they come little by little', async () => {
  await using rig = await openDeliveryRig({ limits: { inFlight: 1 } })
  rig.practice.addFault({ kind: 'status', status: 422, body: { error: 'No' }, match: { method: 'POST' } })
  const source = await rig.addNexset()
  const id = await rig.addDestination(source.nexsetId, create)
  await rig.start()
  await rig.service.activate(id, { from: 'start' })
  await rig.append(source, accounts(12))
  await rig.until(id, ({ rejected }) => rejected === 12)
  await rig.workOnce(id)
  await rig.append(source, accounts(12, 13))
  const held = await rig.until(id, ({ state }) => state === 'held')
  expect(held).toMatchObject({ rejected: 20, hold: { kind: 'configuration', endsBy: 'person' } })
})

it('holds when twenty requests in a row are refused, until a person releases it', async () => {
  await using rig = await openDeliveryRig({ limits: { inFlight: 1 } })
  const fault = rig.practice.addFault({ kind: 'status', status: 403, body: { error: 'Not allowed' } })
  const id = await deliver(rig, upsert, 40)
  const held = await rig.until(id, ({ state }) => state === 'held')
  expect(held).toMatchObject({ rejected: 20, hold: { kind: 'configuration', endsBy: 'person' } })
  rig.practice.removeFault(fault.id)
  await rig.service.release(id, {})
  expect(await rig.until(id, ({ isDone }) => isDone)).toMatchObject({ sent: 20, rejected: 20 })
})

it('never follows a redirect', async () => {
  await using rig = await openDeliveryRig()
  rig.practice.addFault({ kind: 'status', status: 302, headers: { location: 'https://example.org/' } })
  const id = await deliver(rig, upsert, 5)
  const held = await rig.until(id, ({ state }) => state === 'held')
  expect(held).toMatchObject({ cursor: 0, hold: { kind: 'configuration' } })
})
