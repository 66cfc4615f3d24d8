import { practiceApiKey } from '@sluice/practice-salesloft'
import type {
  Destination,
  ErrorGroup,
  RecordDetail,
  RecordOutcome,
  RequestConfigInput,
  Run,
  SourceRecord,
} from '@sluice/schema'
import { afterAll, expect, it } from 'vitest'
import { isCaughtUp, startDeliveringApp } from '../../test/delivering-app.ts'

const place = await startDeliveringApp()
afterAll(() => place[Symbol.asyncDispose]())

const path = '/api/v1/destinations'
const create: RequestConfigInput = { mode: 'template', template: 'accounts.create' }

type Page = { items: (RecordOutcome & Pick<SourceRecord, 'data'>)[]; nextCursor: string | null }

const records = [
  { name: 'Acme', domain: 'acme.example', phone: '=1+1' },
  { name: 'Zoë — "Ltd"', domain: 'zoe.example', note: 'two\nlines' },
  { name: 'Acme again', domain: 'acme.example' },
  { name: 'No domain' },
  { name: 'Acme once more', domain: 'ACME.example' },
  { name: 'URL', domain: 'https://url.example/x' },
  { name: 'Last', domain: 'last.example', size: 12 },
]

/** A destination that has delivered all of these records. */
async function deliver(request: RequestConfigInput, of: readonly object[] = records): Promise<Destination> {
  place.practice.reset()
  const made = await place.addDestination(await place.addNexset(of), request)
  await place.activate(made.id)
  await place.until(made.id, isCaughtUp)
  return made
}

const get = async <Body>(url: string) => (await place.call<Body>('GET', url)).body
const seqsOf = async (id: string, query: string) => {
  const { items, nextCursor } = await get<Page>(`${path}/${id}/records?${query}`)
  return { seqs: items.map(({ seq }) => seq), nextCursor }
}

/** The runs as soon as none is running: that is filed a moment after the last outcome. */
async function endedRuns(id: string): Promise<Run[]> {
  while (true) {
    const { items } = await get<{ items: Run[] }>(`${path}/${id}/runs`)
    if (items.every(({ state }) => state !== 'running')) return items
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

it('tells how far a destination is, with every record counted once', async () => {
  const { id } = await deliver(create)
  const status = await place.statusOf(id)
  expect(status).toMatchObject({
    id,
    state: 'active',
    hold: null,
    cursor: 7,
    recordCount: 7,
    waiting: 0,
    counts: { sent: 3, rejected: 2, invalid: 2, skipped: 0, unknown: 0, pending: 0 },
    budget: { team: 'Northwind Practice Team', pointsPerMinute: 1_000_000, allowed: 1_000_000, waitsUntil: null },
    estimateSeconds: 0,
  })
  expect(status.rate).toBeGreaterThan(0)
  const items = await endedRuns(id)
  expect(items).toEqual([
    {
      id: items[0]?.id,
      destinationId: id,
      destinationName: 'To Salesloft',
      number: 1,
      kind: 'delivery',
      state: 'caught_up',
      fromSeq: 1,
      toSeq: 7,
      counts: { sent: 3, rejected: 2, invalid: 2, skipped: 0, unknown: 0, pending: 0 },
      requests: 5,
      points: 5,
      startedAt: items[0]?.startedAt,
      endedAt: items[0]?.endedAt,
    },
  ])
  expect(await get(`${path}/${id}/runs/${items[0]?.id}`)).toEqual(items[0])
  expect((await get<{ items: Run[] }>('/api/v1/runs?limit=1')).items).toEqual(items)
})

it('lists records by outcome, page by page, in order', async () => {
  const { id } = await deliver(create)
  const { items } = await get<Page>(`${path}/${id}/records`)
  expect(items.map(({ seq, outcome, data }) => [seq, outcome, data])).toEqual(
    ['sent', 'sent', 'rejected', 'invalid', 'rejected', 'invalid', 'sent'].map((outcome, index) => [
      index + 1,
      outcome,
      records[index],
    ]),
  )
  expect(await seqsOf(id, 'outcome=sent&limit=2')).toEqual({ seqs: [1, 2], nextCursor: '2' })
  expect(await seqsOf(id, 'outcome=sent&limit=2&cursor=2')).toEqual({ seqs: [7], nextCursor: null })
  expect(await seqsOf(id, 'outcome=rejected&limit=1')).toEqual({ seqs: [3], nextCursor: '3' })
  expect(await seqsOf(id, 'outcome=rejected&limit=1&cursor=3')).toEqual({ seqs: [5], nextCursor: null })
  expect(await seqsOf(id, 'outcome=pending')).toEqual({ seqs: [], nextCursor: null })
  expect(await seqsOf(id, 'outcome=rejected&cursor=999999999999999')).toEqual({ seqs: [], nextCursor: null })
  expect((await place.call('GET', `${path}/${id}/records?cursor=last`)).body.code).toBe('cursor_invalid')
})

it('finds records by seq, Salesloft id and key at once, then by any text', async () => {
  const { id } = await deliver(create)
  const { items } = await get<Page>(`${path}/${id}/records?outcome=sent`)
  const salesloftId = items[1]?.salesloftId ?? ''
  expect((await seqsOf(id, `search=${salesloftId}`)).seqs[0]).toBe(2)
  expect((await seqsOf(id, 'search=6')).seqs[0]).toBe(6)
  expect((await seqsOf(id, 'search=LAST.example')).seqs).toEqual([7])
  expect((await seqsOf(id, 'search=again')).seqs).toEqual([3])
  expect((await seqsOf(id, 'search=acme&outcome=rejected')).seqs).toEqual([3, 5])
  expect((await seqsOf(id, `search=${encodeURIComponent('zoë — "l')}`)).seqs).toEqual([2])
  const first = await seqsOf(id, 'search=acme.example&limit=2')
  const second = await seqsOf(id, `search=acme.example&limit=2&cursor=${first.nextCursor}`)
  expect([...new Set([...first.seqs, ...second.seqs])].sort()).toEqual([1, 3, 5])
  expect((await place.call('GET', `${path}/${id}/records?search=x&cursor=1.x`)).body.code).toBe('cursor_invalid')
})

it('shows of a sent record the very request that Salesloft got, made again and proven', async () => {
  const { id } = await deliver(create)
  const [received] = place.practice.requests({ method: 'POST', path: '/v2/accounts' })
  const seq = records.findIndex(({ name }) => received?.body.includes(JSON.stringify(name))) + 1
  const { body: text } = await place.app.inject(`${path}/${id}/records/${seq}`)
  const detail: RecordDetail = JSON.parse(text)
  const [attempt] = detail.attempts
  expect(detail).toMatchObject({ seq, outcome: 'sent', status: 200, data: records[seq - 1], problems: [] })
  expect(detail.attempts).toEqual([
    {
      at: attempt?.at,
      runId: attempt?.runId,
      version: 1,
      isRepeat: false,
      request: {
        method: 'POST',
        url: `${place.practice.url}/v2/accounts`,
        headers: [
          ['accept', 'application/json'],
          ['content-type', 'application/json'],
        ],
        body: received?.body,
        seqs: [seq],
        keys: [records[seq - 1]?.domain],
        warnings: attempt?.request?.warnings,
      },
      fingerprintHolds: true,
      response: null,
      status: 200,
      durationMs: attempt?.durationMs,
      result: 'Sent.',
    },
  ])
  expect(text).not.toContain(practiceApiKey)
})

it('shows of a refused record the answer, field by field, and of an invalid one why it never left', async () => {
  const { id } = await deliver(create)
  const refused = await get<RecordDetail>(`${path}/${id}/records/3`)
  const invalid = await get<RecordDetail>(`${path}/${id}/records/4`)
  expect(refused).toMatchObject({
    outcome: 'rejected',
    code: 'http_422',
    reason: 'domain has already been taken',
    fieldErrors: [{ field: 'domain', message: 'has already been taken' }],
    attempts: [
      {
        status: 422,
        fingerprintHolds: true,
        response: { status: 422, body: '{"errors":{"domain":["has already been taken"]}}', isCut: false },
        result: 'Refused; nothing was changed.',
      },
    ],
  })
  expect(invalid).toMatchObject({ outcome: 'invalid', code: 'required_missing', attempts: [] })
  expect(invalid.problems.map(({ code, attribute }) => [code, attribute])).toEqual([['required_missing', 'domain']])
  expect((await place.call('GET', `${path}/${id}/records/8`)).status).toBe(404)
})

it('shows of a record in a batch the whole request, with the version that made it though there is a newer one', async () => {
  const request: RequestConfigInput = {
    mode: 'advanced',
    method: 'POST',
    contentFormat: 'json',
    url: `${place.practice.url}/v2/accounts`,
    batch: { size: 3, grouping: 'array-under-key', key: 'data' },
  }
  const made = await deliver(request)
  await place.call('PUT', `${path}/${made.id}`, {
    name: made.name,
    credentialId: made.credentialId,
    request: create,
    version: 1,
  })
  const { attempts } = await get<RecordDetail>(`${path}/${made.id}/records/5`)
  const bodies = place.practice.requests({ method: 'POST' }).map(({ body }) => body)
  expect(attempts.map(({ request: sent }) => sent?.seqs)).toEqual([[4, 5, 6]])
  expect(attempts).toMatchObject([{ version: 1, fingerprintHolds: true, result: 'Refused; nothing was changed.' }])
  expect(bodies).toContain(attempts[0]?.request?.body)
})

it('groups what wasn’t sent by cause, and advises', async () => {
  const { id } = await deliver(create)
  const { items } = await get<{ items: ErrorGroup[] }>(`${path}/${id}/error-groups`)
  expect(items.map(({ fingerprint: _, ...group }) => group)).toEqual([
    {
      outcome: 'rejected',
      code: 'http_422',
      cause: 'domain has already been taken',
      advice: expect.stringContaining('Use the template Upsert an Account'),
      count: 2,
      sampleSeq: 3,
    },
    {
      outcome: 'invalid',
      code: 'required_missing',
      cause: 'domain is empty',
      advice: expect.stringContaining('A field that the call needs is empty'),
      count: 1,
      sampleSeq: 4,
    },
    {
      outcome: 'invalid',
      code: 'pattern_mismatch',
      cause: 'domain has the wrong form',
      advice: expect.stringContaining('Salesloft takes it bare'),
      count: 1,
      sampleSeq: 6,
    },
  ])
})

it('exports records with their outcomes, and no cell that a spreadsheet would run', async () => {
  const { id } = await deliver(create)
  const csv = await place.app.inject(`${path}/${id}/export`)
  const rows = csv.body.split('\r\n').map((row) => row.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/, 'TIME'))
  const { items } = await get<Page>(`${path}/${id}/records?outcome=sent`)
  const ids = items.map(({ salesloftId }) => salesloftId)
  expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(csv.headers['content-disposition']).toContain('filename="To Salesloft records.csv"')
  expect(rows.slice(0, 3)).toEqual([
    'sluice_seq,sluice_outcome,sluice_code,sluice_reason,sluice_status,sluice_salesloft_id,sluice_note,sluice_at,name,domain,phone,note,size,sluice_other_attributes',
    `1,sent,,,200,${ids[0]},,TIME,Acme,acme.example,'=1+1,,,`,
    `2,sent,,,200,${ids[1]},,TIME,"Zoë — ""Ltd""",zoe.example,,"two\nlines",,`,
  ])
  expect(rows.slice(-2)).toEqual([`7,sent,,,200,${ids[2]},,TIME,Last,last.example,,,12,`, ''])
  const ndjson = await place.app.inject(`${path}/${id}/export?format=ndjson&outcome=rejected`)
  expect(ndjson.body.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]))).toMatchObject([
    { seq: 3, outcome: 'rejected', reason: 'domain has already been taken', data: records[2] },
    { seq: 5, outcome: 'rejected', reason: 'domain has already been taken', data: records[4] },
  ])
})

it('shows records that were passed over as skipped, and those that wait as pending', async () => {
  const nexsetId = await place.addNexset(records)
  const { id } = await place.addDestination(nexsetId, create)
  expect(await seqsOf(id, 'outcome=pending&limit=3&cursor=2')).toEqual({ seqs: [3, 4, 5], nextCursor: '5' })
  await place.activate(id, 'now')
  await place.until(id, isCaughtUp)
  expect((await place.statusOf(id)).counts).toMatchObject({ skipped: 7, sent: 0, pending: 0 })
  expect(await seqsOf(id, 'outcome=skipped&limit=6')).toEqual({ seqs: [1, 2, 3, 4, 5, 6], nextCursor: '6' })
  expect(await seqsOf(id, 'outcome=skipped&cursor=6')).toEqual({ seqs: [7], nextCursor: null })
  expect(await get(`${path}/${id}/records/1`)).toMatchObject({
    outcome: 'skipped',
    reason: expect.stringContaining('new records only'),
    attempts: [],
  })
})
