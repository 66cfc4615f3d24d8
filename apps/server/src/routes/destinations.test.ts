import type { Destination, DestinationVersion, Problem, RequestConfigInput } from '@sluice/schema'
import { afterAll, expect, it } from 'vitest'
import { startPracticeApp } from '../../test/practice-app.ts'

const path = '/api/v1/destinations'
const upsert: RequestConfigInput = { mode: 'template', template: 'accounts.upsert' }

type Failure = { code: string; detail: string; errors: Problem[] }

const place = await startPracticeApp()
afterAll(() => place[Symbol.asyncDispose]())

/** A Nexset of its own, and destinations that send it. */
async function start() {
  const nexsetId = await place.addNexset([
    { name: 'Acme', domain: 'acme.example' },
    { name: 'Zoë', domain: 'zoe.example' },
  ])
  const input = {
    name: 'To Salesloft',
    connector: 'salesloft',
    credentialId: place.credential.id,
    nexsetId,
    request: upsert,
  }
  const create = async (change: object = {}) => {
    const { status, body } = await place.call<Destination>('POST', path, { ...input, ...change })
    if (status !== 201) throw new Error(JSON.stringify(body))
    return body
  }
  return { input, create }
}

it('saves a destination inactive, with what it was told and what it reads from', async () => {
  const { input, create } = await start()
  const made = await create()
  expect(made).toEqual({
    id: made.id,
    name: 'To Salesloft',
    connector: 'salesloft',
    credentialId: place.credential.id,
    credentialName: 'Practice Salesloft',
    nexsetId: input.nexsetId,
    nexsetName: 'Accounts',
    version: 1,
    request: {
      mode: 'template',
      template: 'accounts.upsert',
      params: {},
      options: {},
      fields: null,
      excludeAttributes: [],
      sendInvalid: false,
      batch: null,
    },
    requestLabel: 'Upsert an Account',
    isIrreversible: false,
    responseWebhook: false,
    responseNexset: null,
    settings: { repeat: null, maxRejectedShare: 50 },
    state: 'inactive',
    hold: null,
    cursor: 0,
    counts: { sent: 0, rejected: 0, invalid: 0, skipped: 0, unknown: 0, pending: 2 },
    recordCount: 2,
    createdAt: made.createdAt,
    updatedAt: made.updatedAt,
    lastSentAt: null,
  })
  expect((await place.call('GET', `${path}/${made.id}`)).body).toEqual(made)
  expect((await place.call('GET', `${path}?nexsetId=${input.nexsetId}`)).body).toEqual({
    items: [made],
    nextCursor: null,
  })
})

it('keeps every digit of a fixed value, through saving, showing, copying and its versions', async () => {
  const { input } = await start()
  const exact = '12345678901234567890'
  const text = JSON.stringify({
    ...input,
    request: {
      ...upsert,
      fields: [
        { field: 'domain', from: 'attribute', attribute: 'domain', whenEmpty: 'omit' },
        { field: 'custom_fields.Number', from: 'value', value: 0, whenEmpty: 'omit' },
      ],
    },
  }).replace('"value":0', `"value":${exact}`)
  const headers = { 'content-type': 'application/json' }
  const made = await place.app.inject({ method: 'POST', url: path, headers, payload: text })
  const { id }: Destination = made.json()
  const answers = [
    made,
    await place.app.inject(`${path}/${id}`),
    await place.app.inject({ method: 'POST', url: `${path}/${id}/copy`, headers }),
    await place.app.inject(`${path}/${id}/versions`),
  ]
  expect(answers.map(({ body }) => body.includes(`"value":${exact},`))).toEqual([true, true, true, true])
})

it('names a request by its template, or by method and path', async () => {
  const { create } = await start()
  const url = `${place.practice.url}/v2/accounts/{record.id}`
  const advanced = { mode: 'advanced', method: 'DELETE', contentFormat: 'json', url }
  const made = [await create(), await create({ request: advanced })]
  expect(made.map(({ requestLabel, isIrreversible }) => [requestLabel, isIrreversible])).toEqual([
    ['Upsert an Account', false],
    ['DELETE /v2/accounts/{record.id}', true],
  ])
})

it('makes a destination once for one Idempotency-Key', async () => {
  const { input } = await start()
  const headers = { 'idempotency-key': 'first' }
  const post = (payload: object) => place.app.inject({ method: 'POST', url: path, headers, payload })
  const made = await post({ ...input, responseWebhook: true })
  const again = await post({ ...input, responseWebhook: true })
  const other = await post({ ...input, name: 'Another' })
  expect([made.statusCode, again.statusCode, again.json()]).toEqual([201, 201, made.json()])
  expect([other.statusCode, other.json().code]).toEqual([409, 'idempotency_mismatch'])
  const { body } = await place.call<{ items: Destination[] }>('GET', `${path}?nexsetId=${input.nexsetId}`)
  expect(body.items).toEqual([made.json()])
})

it('refuses what can’t be sent, naming each place that causes it', async () => {
  const { input } = await start()
  const url = (text: string) => ({ mode: 'advanced', method: 'POST', contentFormat: 'json', url: text })
  const refused = async (change: object) => {
    const { status, body } = await place.call<Failure>('POST', path, { ...input, ...change })
    return [status, body.code, (body.errors ?? []).map((error) => error.path)]
  }
  const gone = '0190a0c0-0000-7000-8000-00000000dead'
  expect([
    await refused({ credentialId: gone }),
    await refused({ nexsetId: gone }),
    await refused({ connector: 'hubspot' }),
    await refused({ name: '   ' }),
    await refused({ request: { mode: 'template', template: 'accounts.unheard_of' } }),
    await refused({ request: { mode: 'template', template: 'accounts.update' } }),
    await refused({ request: url('https://elsewhere.example/v2/accounts') }),
    await refused({ request: url('http://169.254.169.254/latest') }),
    await refused({
      request: {
        ...url(`${place.practice.url}/v2/accounts`),
        headers: [{ name: 'x', value: 'Bearer ak_0123456789abcdef0123456789abcdef' }],
      },
    }),
    await refused({ request: { ...url(`${place.practice.url}/v2/accounts`), method: 'TRACE' } }),
    await refused({ surprise: true }),
    await refused({ settings: { maxRejectedShare: 0 } }),
  ]).toEqual([
    [404, 'not_found', []],
    [404, 'not_found', []],
    [404, 'not_found', []],
    [422, 'name_invalid', ['name']],
    [422, 'invalid_request', ['request.template']],
    [422, 'invalid_request', ['request.params.account_id']],
    [422, 'url_not_allowed', ['request.url']],
    [422, 'url_not_allowed', ['request.url']],
    [422, 'secret_in_text', ['request.headers.0.value']],
    [422, 'invalid_request', ['request.method']],
    [422, 'field_unknown', ['surprise']],
    [422, 'out_of_range', ['settings.maxRejectedShare']],
  ])
})

it('saves an edit as a new version, and refuses one of an older version', async () => {
  const { create } = await start()
  const made = await create()
  const edit = {
    name: 'Renamed',
    credentialId: made.credentialId,
    request: { ...upsert, excludeAttributes: ['name'] },
    responseWebhook: true,
    version: 1,
  }
  const edited = await place.call<Destination>('PUT', `${path}/${made.id}`, edit)
  const stale = await place.call<Failure>('PUT', `${path}/${made.id}`, { ...edit, name: 'Too late' })
  const { body: versions } = await place.call<{ items: DestinationVersion[] }>('GET', `${path}/${made.id}/versions`)
  expect([edited.status, edited.body]).toEqual([
    200,
    {
      ...made,
      name: 'Renamed',
      version: 2,
      request: { ...made.request, excludeAttributes: ['name'] },
      responseWebhook: true,
      responseNexset: { id: edited.body.responseNexset?.id, name: 'Renamed responses' },
      updatedAt: edited.body.updatedAt,
    },
  ])
  expect([stale.status, stale.body.code]).toEqual([409, 'version_stale'])
  expect(versions.items.map(({ version, request }) => [version, request.excludeAttributes])).toEqual([
    [2, ['name']],
    [1, []],
  ])
})

it('lets the responses of a switched-off webhook be deleted, and makes new ones when it is on again', async () => {
  const { create } = await start()
  const made = await create({ responseWebhook: true })
  const url = `/api/v1/nexsets/${made.responseNexset?.id}`
  const switchTo = async (responseWebhook: boolean, version: number) => {
    const { name, credentialId } = made
    const edit = { name, credentialId, request: upsert, responseWebhook, version }
    return (await place.call<Destination>('PUT', `${path}/${made.id}`, edit)).body.responseNexset
  }
  const inUse = await place.call<Failure>('DELETE', url)
  const kept = await switchTo(false, 1)
  const deleted = await place.call('DELETE', url)
  const anew = await switchTo(true, 2)
  expect([inUse.status, inUse.body.code, kept, deleted.status]).toEqual([
    409,
    'nexset_in_use',
    made.responseNexset,
    204,
  ])
  expect([anew?.name, anew?.id === made.responseNexset?.id]).toEqual(['To Salesloft responses', false])
})

it('copies a destination without its history, its name never longer than a name may be', async () => {
  const { create } = await start()
  const made = await create({ name: 'x'.repeat(120), responseWebhook: true })
  const { status, body: copy } = await place.call<Destination>('POST', `${path}/${made.id}/copy`)
  expect([status, copy.id === made.id, copy.responseNexset?.id === made.responseNexset?.id]).toEqual([
    201,
    false,
    false,
  ])
  expect(copy).toMatchObject({
    name: `${'x'.repeat(113)} (copy)`,
    state: 'inactive',
    request: made.request,
    version: 1,
  })
})

it('deletes a destination unless it is active', async () => {
  const { create } = await start()
  const made = await create()
  await place.call('POST', `${path}/${made.id}/activate`, { from: 'now' })
  const refused = await place.call<Failure>('DELETE', `${path}/${made.id}`)
  await place.call('POST', `${path}/${made.id}/pause`)
  const removed = await place.call('DELETE', `${path}/${made.id}`)
  const gone = await place.call<Failure>('DELETE', `${path}/${made.id}`)
  expect([refused.status, refused.body.code, removed.status, gone.status]).toEqual([
    409,
    'destination_active',
    204,
    404,
  ])
  expect((await place.call<Failure>('GET', `${path}/${made.id}/status`)).status).toBe(404)
})

it('lists destinations page by page, newest first, by by credential and by name', async () => {
  const { input, create } = await start()
  const other = await place.addNexset([{ name: 'Other' }])
  const names = ['One', 'Two', 'Three']
  for (const name of names) await create({ name, nexsetId: name === 'Two' ? other : input.nexsetId })
  const list = async (query: string) => {
    const { body } = await place.call<{ items: Destination[]; nextCursor: string | null }>('GET', `${path}?${query}`)
    return { names: body.items.map(({ name }) => name), nextCursor: body.nextCursor }
  }
  const first = await list('limit=2')
  expect(first.names).toEqual(['Three', 'Two'])
  expect((await list(`limit=1&cursor=${first.nextCursor}`)).names).toEqual(['One'])
  expect(await list(`nexsetId=${other}`)).toEqual({ names: ['Two'], nextCursor: null })
  expect((await list(`credentialId=${place.credential.id}&limit=2&search=t`)).names).toEqual(['Three', 'Two'])
  expect((await place.call<Failure>('GET', `${path}?cursor=zzz`)).body.code).toBe('cursor_invalid')
})
