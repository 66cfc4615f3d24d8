import type { BuildStep, Problem, RequestConfigInput, TestSend } from '@sluice/schema'
import { expect, it } from 'vitest'
import { type PracticeApp, startPracticeApp } from '../../test/practice-app.ts'

const records = [
  { name: 'Zoë — "Ltd"', domain: 'Zoe.example', size: '007' },
  { name: 'Acme', domain: 'acme.example', founded: 12345678901234567890n.toString() },
  { name: 'No domain' },
]
const upsert: RequestConfigInput = { mode: 'template', template: 'accounts.upsert' }

async function start() {
  const place = await startPracticeApp()
  const nexsetId = await place.addNexset(records)
  place.practice.clearRequests()
  return { place, nexsetId, send: sender(place, nexsetId) }
}

const sender =
  ({ call, credential }: PracticeApp, nexsetId: string) =>
  (
    request: RequestConfigInput,
    more: { seqs?: number[]; body?: string; confirm?: { name: string; count: number } } = {},
  ) => {
    const base = { connector: 'salesloft', credentialId: credential.id, nexsetId, request, seqs: [1] }
    return call<TestSend & { code: string; detail: string; errors: Problem[] }>('POST', '/api/v1/test-sends', {
      ...base,
      ...more,
    })
  }

it('previews what the builder makes, and sends nothing', async () => {
  const { place, nexsetId } = await start()
  await using _place = place
  const input = { connector: 'salesloft', credentialId: place.credential.id, nexsetId, request: upsert }
  const { body } = await place.call<{ steps: BuildStep[]; warnings: Problem[] }>('POST', '/api/v1/previews', input)
  expect(
    body.steps.map((step) => (step.kind === 'request' ? step.request.body : step.problems.map(({ code }) => code))),
  ).toEqual([
    '{"name":"Zoë — \\"Ltd\\"","domain":"Zoe.example","size":"007","upsert_key":"domain"}',
    '{"name":"Acme","domain":"acme.example","founded":"12345678901234567890","upsert_key":"domain"}',
    ['required_missing'],
  ])
  const chosen = await place.call<{ steps: BuildStep[] }>('POST', '/api/v1/previews', { ...input, seqs: [2] })
  expect(chosen.body.steps).toEqual([body.steps[1]])
  expect(place.practice.countRequests()).toBe(0)
  expect(await place.call('POST', '/api/v1/previews', { ...input, seqs: [4] })).toMatchObject({ status: 404 })
  expect(await place.call('POST', '/api/v1/previews', { ...input, count: 201 })).toMatchObject({ status: 422 })
})

it('writes a test down as in doubt before it goes out, and its end when it is known', async () => {
  const { place, nexsetId, send } = await start()
  await using _place = place
  place.practice.addFault({ kind: 'delay', delayMs: 1_000, at: 'before' })
  const list = () => place.call<{ items: TestSend[] }>('GET', `/api/v1/test-sends?nexsetId=${nexsetId}`)
  const sending = send(upsert)
  await expect.poll(async () => (await list()).body.items.length, { timeout: 10_000, interval: 20 }).toBe(1)
  const [before] = (await list()).body.items
  const { body } = await sending
  const { items } = (await list()).body
  expect([before?.outcome, body.outcome, items.map(({ outcome }) => outcome)]).toEqual(['unknown', 'sent', ['sent']])
  expect(before?.problem).toContain('no answer was written down')
})

it('sends exactly what the preview shows, shows the whole answer, and removes what it made', async () => {
  const { place, nexsetId, send } = await start()
  await using _place = place
  const { status, body } = await send(upsert)
  const preview = await place.call<{ steps: [{ request: unknown }] }>('POST', '/api/v1/previews', {
    connector: 'salesloft',
    credentialId: place.credential.id,
    nexsetId,
    request: upsert,
    seqs: [1],
  })
  expect(place.practice.received).toEqual([
    {
      method: 'POST',
      path: '/v2/account_upserts',
      body: '{"name":"Zoë — \\"Ltd\\"","domain":"Zoe.example","size":"007","upsert_key":"domain"}',
    },
  ])
  const [account] = place.practice.records('accounts').slice(-1)
  expect(status).toBe(200)
  expect(body).toMatchObject({
    seqs: [1],
    isEdited: false,
    request: preview.body.steps[0].request,
    response: { status: 200, isCut: false },
    outcome: 'sent',
    problem: null,
    fieldErrors: [],
    salesloftId: String(account?.id),
    undo: { method: 'DELETE', path: `/v2/accounts/${account?.id}`, done: false },
  })
  expect(body.writtenAs).toBe(`${place.credential.check.user?.name} (${place.credential.check.team?.name})`)
  expect(JSON.stringify(body)).not.toMatch(/authorization|Bearer/i)

  const undone = await place.call<TestSend>('POST', `/api/v1/test-sends/${body.id}/undo`)
  expect(undone.body.undo).toMatchObject({ done: true })
  expect(place.practice.records('accounts').some(({ id }) => id === account?.id)).toBe(false)
  expect(await place.call('POST', `/api/v1/test-sends/${body.id}/undo`)).toMatchObject({
    status: 409,
    body: { code: 'undo_impossible' },
  })
})

it('offers no way back for an update', async () => {
  const { place, send } = await start()
  await using _place = place
  await send(upsert)
  const again = await send(upsert)
  expect(again.body).toMatchObject({ outcome: 'sent', undo: null })
  expect(await place.call('POST', `/api/v1/test-sends/${again.body.id}/undo`)).toMatchObject({ status: 409 })
})

it('sends an edited body as it is, and refuses one that its format doesn’t take', async () => {
  const { place, send } = await start()
  await using _place = place
  const edited = '{ "domain": "edited.example",\n "name": "1E5", "upsert_key": "domain", "size": 1.00 }'
  expect((await send(upsert, { body: edited })).body).toMatchObject({ isEdited: true, request: { body: edited } })
  expect(place.practice.received.at(-1)?.body).toBe(edited)
  expect(await send(upsert, { body: '{"a":1' })).toMatchObject({
    status: 422,
    body: { code: 'body_invalid', errors: [{ path: 'body' }] },
  })
  expect(await send(upsert, { body: `"${'a'.repeat(5_000_000)}"` })).toMatchObject({
    status: 413,
    body: { code: 'request_too_large' },
  })
  const url = `${place.practice.url}/v2/accounts`
  const xml: RequestConfigInput = { mode: 'advanced', method: 'POST', contentFormat: 'xml', url }
  expect((await send(xml, { body: '<record><name>A</record>' })).body.code).toBe('body_invalid')
  expect((await send(xml, { body: '<record><name>A</name></record>' })).status).toBe(200)
  const form: RequestConfigInput = { ...xml, contentFormat: 'form' }
  expect((await send(form, { body: 'name=a b' })).body.code).toBe('body_invalid')
  expect((await send({ mode: 'advanced', method: 'GET', contentFormat: 'json', url }, { body: '{}' })).body.code).toBe(
    'body_invalid',
  )
})

it('ties the errors of an answer to their fields', async () => {
  const { place, send } = await start()
  await using _place = place
  const create: RequestConfigInput = { mode: 'template', template: 'accounts.create' }
  expect((await send(create)).body).toMatchObject({ outcome: 'sent', undo: { method: 'DELETE' } })
  const taken = await send(create)
  expect(taken.body).toMatchObject({ outcome: 'rejected', response: { status: 422 }, salesloftId: null, undo: null })
  expect(taken.body.fieldErrors).toEqual([{ field: 'domain', message: expect.any(String) }])
  expect(taken.body.problem).toMatch(/^domain /)
})

it('refuses records that make no request, or more than one', async () => {
  const { place, send } = await start()
  await using _place = place
  expect(await send(upsert, { seqs: [3] })).toMatchObject({
    status: 422,
    body: { code: 'test_send_impossible', errors: [{ code: 'required_missing', seq: 3 }] },
  })
  expect(await send(upsert, { seqs: [1, 2] })).toMatchObject({ status: 422, body: { code: 'test_send_impossible' } })
  const batch: RequestConfigInput = {
    mode: 'advanced',
    method: 'POST',
    contentFormat: 'json',
    url: `${place.practice.url}/v2/accounts`,
    batch: { size: 2, grouping: 'array' },
  }
  expect((await send(batch, { seqs: [1, 2] })).body.request.seqs).toEqual([1, 2])
  expect(place.practice.countRequests()).toBe(1)
})

it('sends what can’t be undone only with the record named and counted', async () => {
  const { place, send } = await start()
  await using _place = place
  const [account] = place.practice.records('accounts')
  const id = String(account?.id)
  const remove: RequestConfigInput = {
    mode: 'template',
    template: 'accounts.delete',
    params: { account_id: { from: 'value', value: id } },
  }
  const advanced: RequestConfigInput = {
    mode: 'advanced',
    method: 'DELETE',
    contentFormat: 'json',
    url: `${place.practice.url}/v2/accounts/${id}`,
  }
  for (const confirm of [undefined, { name: 'yes', count: 1 }, { name: id, count: 2 }]) {
    for (const request of [remove, advanced])
      expect(await send(request, { confirm })).toMatchObject({ status: 409, body: { code: 'approval_required' } })
  }
  expect(place.practice.countRequests()).toBe(0)
  expect((await send(remove, { confirm: { name: id, count: 1 } })).body).toMatchObject({ outcome: 'sent', undo: null })
})

it('refuses a request that can’t be made as configured, with every problem', async () => {
  const { place, send } = await start()
  await using _place = place
  const elsewhere: RequestConfigInput = {
    mode: 'advanced',
    method: 'POST',
    contentFormat: 'json',
    url: 'http://169.254.169.254/latest',
    headers: [{ name: 'Host', value: 'x' }],
  }
  const { status, body } = await send(elsewhere)
  expect([status, body.code, body.errors.map(({ code, path }) => [code, path])]).toEqual([
    422,
    'url_not_allowed',
    expect.arrayContaining([
      ['url_not_allowed', 'request.url'],
      ['header_reserved', expect.any(String)],
    ]),
  ])
  expect(await send({ mode: 'template', template: 'no.such' })).toMatchObject({
    status: 422,
    body: { code: 'invalid_request' },
  })
})

it('keeps the digits of a mapped value', async () => {
  const { place, nexsetId } = await start()
  await using _place = place
  const payload = `{"connector":"salesloft","credentialId":"${place.credential.id}","nexsetId":"${nexsetId}","seqs":[1],"request":{"mode":"advanced","method":"POST","contentFormat":"json","url":"${place.practice.url}/v2/x","batch":{"size":1,"grouping":"array-under-key-with-constants","key":"data","constants":{"n":12345678901234567890,"d":1.10}}}}`
  const answer = await place.app.inject({
    method: 'POST',
    url: '/api/v1/previews',
    headers: { 'content-type': 'application/json' },
    payload,
  })
  expect(answer.json().steps[0].request.body).toContain('"n":12345678901234567890,"d":1.10')
})

it('says what is known when no answer comes', async () => {
  const { place, send } = await start()
  await using _place = place
  place.practice.addFault({ kind: 'drop', at: 'after', count: 1 })
  expect((await send(upsert)).body).toMatchObject({
    outcome: 'unknown',
    response: null,
    problem: expect.stringContaining('broke off'),
  })
  await place.practice.close()
  expect((await send(upsert)).body).toMatchObject({
    outcome: 'failed',
    response: null,
    problem: expect.stringContaining('No connection'),
  })
})

it('lists what was sent, newest first, page by page, until its Nexset is deleted', async () => {
  const { place, nexsetId, send } = await start()
  await using _place = place
  const ids = [(await send(upsert)).body.id, (await send(upsert, { seqs: [2] })).body.id]
  const list = (query: string) =>
    place.call<{ items: TestSend[]; nextCursor: string | null; code: string }>('GET', `/api/v1/test-sends?${query}`)
  const first = await list(`nexsetId=${nexsetId}&limit=1`)
  expect(first.body.items.map(({ id }) => id)).toEqual([ids[1]])
  const second = await list(`limit=1&cursor=${first.body.nextCursor}`)
  expect([second.body.items.map(({ id }) => id), second.body.nextCursor]).toEqual([[ids[0]], null])
  expect((await list('cursor=no')).body.code).toBe('cursor_invalid')
  await place.call('DELETE', `/api/v1/nexsets/${nexsetId}`)
  expect((await list('limit=10')).body.items).toEqual([])
})

it('names what an edited body touches in the confirmation, not what the record would have', async () => {
  const { place, send } = await start()
  await using _place = place
  const redact: RequestConfigInput = {
    mode: 'template',
    template: 'accounts.redact',
    fields: [{ field: 'account_id', from: 'value', value: 5, whenEmpty: 'reject' }],
  }
  const body = '{"account_id":6}'
  const refused = await send(redact, { body, confirm: { name: '5', count: 1 } })
  expect(refused).toMatchObject({ status: 409, body: { code: 'approval_required' } })
  expect(refused.body.detail).toContain('confirm with “6”')
  expect(place.practice.countRequests()).toBe(0)
  expect((await send(redact, { body, confirm: { name: '6', count: 1 } })).status).toBe(200)
  expect(place.practice.requests().map((request) => request.body)).toEqual([body])
})
