import { practiceApiKey } from '@sluice/practice-salesloft'
import type { ActivationPlan, DestinationStatus, RequestConfigInput } from '@sluice/schema'
import { afterAll, expect, it } from 'vitest'
import { isCaughtUp, startDeliveringApp } from '../../test/delivering-app.ts'

const place = await startDeliveringApp()
afterAll(() => place[Symbol.asyncDispose]())

const path = '/api/v1/destinations'
const upsert: RequestConfigInput = { mode: 'template', template: 'accounts.upsert' }
const jobData: RequestConfigInput = {
  mode: 'template',
  template: 'bulk_jobs.add_data',
  params: { bulk_job_id: { from: 'value', value: '1' } },
}
const remove: RequestConfigInput = {
  mode: 'template',
  template: 'accounts.delete',
  params: { account_id: { from: 'attribute', attribute: 'id' } },
}

const post = (id: string, act: string, payload: object) =>
  place.call<DestinationStatus & { code: string; detail: string }>('POST', `${path}/${id}/${act}`, payload)

it('says what activating would do before anybody does it', async () => {
  const nexsetId = await place.addNexset([{ id: 1 }, { id: 2 }, { id: 3 }])
  const planOf = async (request: RequestConfigInput) => {
    const { id } = await place.addDestination(nexsetId, request)
    return (await place.call<ActivationPlan>('GET', `${path}/${id}/activation`)).body
  }
  const plain = {
    recordCount: 3,
    cursor: 0,
    fromStart: 3,
    fromCursor: 3,
    replaying: 0,
    alreadySent: 0,
    recordsPerCall: 1,
    allowedPerMinute: 1_000_000,
    isIrreversible: false,
    losses: [],
    credentialName: 'Practice Salesloft',
    user: place.credential.check.user?.name,
    team: place.credential.check.team?.name,
  }
  expect(await planOf(upsert)).toEqual(plain)
  expect(await planOf(jobData)).toEqual({ ...plain, recordsPerCall: 100 })
  const irreversible = await planOf(remove)
  expect(irreversible).toEqual({ ...plain, isIrreversible: true, losses: irreversible.losses })
  expect(irreversible.losses[0]).toContain('removes one account from Salesloft for good')
})

it('sends what can’t be undone only for the typed name and count, and says what to type', async () => {
  const nexsetId = await place.addNexset([{ id: 1 }, { id: 2 }])
  const { id } = await place.addDestination(nexsetId, remove, { name: 'Remove old' })
  const refusals = [
    await post(id, 'activate', { from: 'start' }),
    await post(id, 'activate', { from: 'start', confirm: { name: 'Remove old', count: 3 } }),
    await post(id, 'activate', { from: 'start', confirm: { name: 'remove old', count: 2 } }),
  ]
  expect(refusals.map(({ status, body }) => [status, body.code])).toEqual(
    refusals.map(() => [409, 'approval_required']),
  )
  expect(refusals[0]?.body.detail).toMatch(/Remove old .* type its name .*: 2\./)
  expect(place.practice.requests({ method: 'DELETE' })).toEqual([])
  const started = await post(id, 'activate', { from: 'start', confirm: { name: 'Remove old', count: 2 } })
  expect([started.status, started.body.state]).toEqual([200, 'active'])
  await place.until(id, isCaughtUp)
  expect(place.practice.requests({ method: 'DELETE' }).map((request) => request.path)).toEqual([
    '/v2/accounts/1',
    '/v2/accounts/2',
  ])
})

it('holds what can’t be undone when more records come than were confirmed, until it is released for them', async () => {
  const nexsetId = await place.addNexset([{ id: 3 }])
  const { id } = await place.addDestination(nexsetId, remove, { name: 'Grows' })
  await post(id, 'activate', { from: 'start', confirm: { name: 'Grows', count: 1 } })
  await place.until(id, isCaughtUp)
  await place.app.inject({
    method: 'POST',
    url: `/api/v1/nexsets/${nexsetId}/records`,
    payload: [{ id: 4 }, { id: 5 }],
  })
  const held = await place.until(id, ({ state }) => state === 'held')
  expect([held.hold?.kind, held.hold?.endsBy, held.waiting]).toEqual(['approval', 'person', 2])
  const refused = await post(id, 'release', {})
  expect([refused.status, refused.body.code]).toEqual([409, 'approval_required'])
  expect((await post(id, 'release', { confirm: { name: 'Grows', count: 2 } })).status).toBe(200)
  expect((await place.until(id, isCaughtUp)).state).toBe('active')
})

it('takes the leave back when the credential gets another key, which may lead to another team', async () => {
  const nexsetId = await place.addNexset([{ id: 6 }, { id: 7 }])
  const { id } = await place.addDestination(nexsetId, remove, { name: 'Moved' })
  place.practice.addFault({ kind: 'status', status: 503, match: { method: 'DELETE' } })
  await post(id, 'activate', { from: 'start', confirm: { name: 'Moved', count: 2 } })
  await place.until(id, ({ hold }) => hold?.kind === 'outage')
  const credential = `/api/v1/credentials/${place.credential.id}`
  expect((await place.call('PATCH', credential, { secret: practiceApiKey })).status).toBe(200)
  place.practice.clearFaults()
  await place.until(id, ({ hold }) => hold?.kind === 'approval')
  const applied = place.practice.requests({ method: 'DELETE' }).filter((request) => request.applied)
  expect(applied.map((request) => request.path)).not.toContain('/v2/accounts/6')
})

it('pauses, goes on where it stopped, and says so when there is nothing to pause or release', async () => {
  const nexsetId = await place.addNexset([{ name: 'One', domain: 'one.example' }])
  const { id } = await place.addDestination(nexsetId, upsert)
  const early = await post(id, 'pause', {})
  await post(id, 'activate', { from: 'start' })
  await place.until(id, isCaughtUp)
  const twice = await post(id, 'activate', { from: 'cursor' })
  const paused = await post(id, 'pause', {})
  const released = await post(id, 'release', {})
  expect([early, twice, released].map(({ status, body }) => [status, body.code])).toEqual(
    [1, 2, 3].map(() => [409, 'conflict']),
  )
  expect([paused.status, paused.body.state]).toEqual([200, 'paused'])
  await place.app.inject({
    method: 'POST',
    url: `/api/v1/nexsets/${nexsetId}/records`,
    payload: [{ name: 'Two', domain: 'two.example' }],
  })
  expect(await place.statusOf(id)).toMatchObject({ state: 'paused', waiting: 1, estimateSeconds: null })
  await post(id, 'activate', { from: 'cursor' })
  expect((await place.until(id, isCaughtUp)).counts.sent).toBe(2)
})

it('activates once for one Idempotency-Key', async () => {
  const { id } = await place.addDestination(await place.addNexset([{ name: 'A', domain: 'a.example' }]), upsert)
  const activate = (payload: object) =>
    place.app.inject({
      method: 'POST',
      url: `${path}/${id}/activate`,
      headers: { 'idempotency-key': `activate ${id}`.replaceAll(' ', '-') },
      payload,
    })
  const answers = [
    await activate({ from: 'start' }),
    await activate({ from: 'start' }),
    await activate({ from: 'now' }),
  ]
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 409])
  expect(answers[2]?.json().code).toBe('idempotency_mismatch')
})
