import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ComposedApp, createComposedApp } from '../../test/composed-app.ts'
import { multipart } from '../../test/multipart.ts'

let app: ComposedApp
beforeAll(async () => {
  app = await createComposedApp({
    SLUICE_UPLOAD_BYTES: '200000',
    SLUICE_UNPACKED_BYTES: '400000',
    SLUICE_NEXSET_RECORDS: '20000',
  })
})
afterAll(() => app[Symbol.asyncDispose]())

const upload = (
  url: string,
  content: string | Buffer,
  fields: Record<string, string> = {},
  headers: Record<string, string> = {},
) => {
  const body = multipart(...Object.entries(fields).map(([name, value]) => [name, value] as const), [
    'file',
    content,
    'accounts.csv',
  ])
  return app.inject({ method: 'POST', url: `/api/v1/nexsets${url}`, ...body, headers: { ...body.headers, ...headers } })
}
const create = async (content: string | Buffer, options?: object) => {
  const answer = await upload('', content, { name: 'Accounts', ...(options && { options: JSON.stringify(options) }) })
  expect(answer.json()).toMatchObject({ name: 'Accounts' })
  return answer.json().id
}
const get = async (url: string) => (await app.inject({ url: `/api/v1/nexsets${url}` })).json()

const accounts = 'name,postal_code,size\nZoë Ltd,01234,12\n"Two\nlines",99999,\n'

it('takes a CSV file, tells its schema, and gives its records back typed and in order', async () => {
  const answer = await upload('', accounts, { name: ' Accounts ', options: '{}' })
  expect([answer.statusCode, answer.json()]).toEqual([
    201,
    {
      id: expect.any(String),
      name: 'Accounts',
      recordCount: 2,
      firstSeq: 1,
      lastSeq: 2,
      attributes: [
        { name: 'name', type: 'string' },
        { name: 'postal_code', type: 'string' },
        { name: 'size', type: 'integer' },
      ],
      problemCount: 0,
      problems: [],
      sameAs: [],
    },
  ])
  const { id } = answer.json()
  expect(await get(`/${id}/records`)).toEqual({
    items: [
      { seq: 1, data: { name: 'Zoë Ltd', postal_code: '01234', size: 12 } },
      { seq: 2, data: { name: 'Two\nlines', postal_code: '99999' } },
    ],
    nextCursor: null,
  })
  expect(await get(`/${id}`)).toMatchObject({
    recordCount: 2,
    kind: 'file',
    sourceLabel: 'accounts.csv',
    profiles: [
      { name: 'name', filledShare: 1, distinct: 2, examples: ['Zoë Ltd', 'Two\nlines'] },
      { name: 'postal_code', type: 'string', inferredType: 'string' },
      { name: 'size', filledShare: 0.5, distinct: 1, type: 'integer' },
    ],
    sources: [
      {
        kind: 'file',
        name: 'accounts.csv',
        recordCount: 2,
        options: { format: 'csv', delimiter: ',', quote: '"', header: true, encoding: 'utf-8', emptyCells: 'omit' },
      },
    ],
  })
})

it('reads as the types say that a person set, and as before when they are taken back', async () => {
  const id = await create(accounts)
  const setType = (type: string | null) =>
    app.inject({
      method: 'PATCH',
      url: `/api/v1/nexsets/${id}`,
      headers: { 'sec-fetch-site': 'same-origin' },
      payload: { types: [{ name: 'size', type }] },
    })
  expect((await setType('string')).json().profiles[2]).toMatchObject({ type: 'string', inferredType: 'integer' })
  expect((await get(`/${id}/samples?count=1`)).items).toEqual([
    { seq: 1, data: { name: 'Zoë Ltd', postal_code: '01234', size: '12' } },
  ])
  await setType(null)
  expect((await get(`/${id}/samples?count=1`)).items[0].data.size).toBe(12)
})

it('adds a file behind what is there; the same file only when asked twice', async () => {
  const id = await create(accounts)
  const more = 'name,postal_code,size\nThird,01000,many\n'
  expect((await upload(`/${id}/files`, more)).json()).toMatchObject({ firstSeq: 3, lastSeq: 3, recordCount: 1 })
  const again = await upload(`/${id}/files`, accounts)
  expect([again.statusCode, again.json().code]).toEqual([409, 'file_already_uploaded'])
  expect(await get(`/${id}`)).toMatchObject({ recordCount: 3 })
  expect((await upload(`/${id}/files?again=true`, accounts)).json()).toMatchObject({ firstSeq: 4, lastSeq: 5 })
  const { items } = await get(`/${id}/records?after=2`)
  expect(items.map(({ data }: { data: { size?: unknown } }) => data.size)).toEqual(['many', '12', undefined])
})

it('says of a new file which Nexset has the same, before and after', async () => {
  const content = 'a,b\nsame,1\n'
  const id = await create(content)
  const same = [{ nexsetId: id, nexsetName: 'Accounts', fileName: 'accounts.csv', at: expect.any(String) }]
  expect((await upload('/inspections', content, { size: String(content.length) })).json()).toMatchObject({
    sameAs: same,
    isWhole: true,
  })
  expect((await upload('', content, { name: 'Twice' })).json()).toMatchObject({ sameAs: same })
})

it('shows of a file what was guessed and its first rows, and keeps nothing', async () => {
  const before = (await get('')).items.length
  const answer = await upload('/inspections', gzipSync('nom;ville;n\nÉlan;Lyon;1\nx\n'), { options: '{"header":true}' })
  expect(answer.json()).toEqual({
    options: { format: 'csv', delimiter: ';', quote: '"', header: true, emptyCells: 'omit', encoding: 'utf-8' },
    guessed: ['format', 'delimiter', 'quote', 'encoding'],
    isGzipped: true,
    attributes: [
      { name: 'nom', type: 'string' },
      { name: 'ville', type: 'string' },
      { name: 'n', type: 'integer' },
    ],
    rows: [{ line: 2, data: { nom: 'Élan', ville: 'Lyon', n: 1 } }],
    problems: [{ line: 3, code: 'row_length', message: 'The row has 1 cells; the first row has 3.', raw: 'x' }],
    recordsSeen: 1,
    isWhole: true,
    sameAs: [],
  })
  expect((await get('')).items.length).toBe(before)
})

describe('appending by the API', () => {
  const append = (id: string, payload: string, type = 'application/json', headers = {}) =>
    app.inject({
      method: 'POST',
      url: `/api/v1/nexsets/${id}/records`,
      payload,
      headers: { 'content-type': type, ...headers },
    })

  it('keeps digits, key order and every key, and finds the schema of what came', async () => {
    const id = await create(accounts)
    const answer = await append(id, '[{"z":12345678901234567890,"a":1.10,"__proto__":{"x":1}}]')
    expect([answer.statusCode, answer.json()]).toEqual([201, { firstSeq: 3, lastSeq: 3 }])
    expect((await append(id, '{"z":1}\n\n{"z":"two"}\n', 'application/x-ndjson')).json()).toEqual({
      firstSeq: 4,
      lastSeq: 5,
    })
    const { body } = await app.inject({ url: `/api/v1/nexsets/${id}/records?after=2&limit=1` })
    expect(body).toBe(
      '{"items":[{"seq":3,"data":{"z":12345678901234567890,"a":1.10,"__proto__":{"x":1}}}],"nextCursor":"3"}',
    )
    expect((await get(`/${id}`)).attributes.slice(3)).toEqual([
      { name: 'z', type: 'mixed' },
      { name: 'a', type: 'number' },
      { name: '__proto__', type: 'object' },
    ])
  })

  it('gives seqs without gaps to forty callers at once, and reads them whole', async () => {
    const id = await create(accounts)
    const answers = await Promise.all(Array.from({ length: 40 }, (_, at) => append(id, `[{"n":${at}},{"n":${at}}]`)))
    const firsts = answers.map((answer) => answer.json().firstSeq).toSorted((one, other) => one - other)
    expect(firsts).toEqual(Array.from({ length: 40 }, (_, at) => 3 + at * 2))
    const { items } = await get(`/${id}/records?limit=200`)
    expect(items.map(({ seq }: { seq: number }) => seq)).toEqual(Array.from({ length: 82 }, (_, at) => at + 1))
    for (const [at, answer] of answers.entries()) {
      expect(items[answer.json().firstSeq - 1].data).toEqual({ n: at })
    }
  })

  it('does a write with an Idempotency-Key once', async () => {
    const id = await create(accounts)
    const headers = { 'idempotency-key': `key-${id}` }
    const first = await append(id, '[{"n":1}]', 'application/json', headers)
    expect((await append(id, '[{"n":1}]', 'application/json', headers)).json()).toEqual(first.json())
    expect((await append(id, '[{"n":2}]', 'application/json', headers)).json()).toMatchObject({
      code: 'idempotency_mismatch',
    })
    const fields = { name: 'Once' }
    const made = await upload('', accounts, fields, { 'idempotency-key': 'upload' })
    expect((await upload('', accounts, fields, { 'idempotency-key': 'upload' })).json()).toEqual(made.json())
    expect((await upload('', `${accounts}x,1,1\n`, fields, { 'idempotency-key': 'upload' })).statusCode).toBe(409)
  })

  it.each([
    ['no JSON', '[{"a":', 400, 'json_invalid'],
    ['a bad line', '{"a":1}\n{"a"', 400, 'json_invalid', 'application/x-ndjson'],
    ['no object', '[1]', 422, 'record_not_object'],
    ['nothing', '[]', 422, 'file_empty'],
    ['10,001 records', JSON.stringify(Array.from({ length: 10_001 }, () => ({}))), 413, 'request_too_large'],
    ['more than 10 MiB', `[{"a":"${'x'.repeat(10 * 1024 ** 2)}"}]`, 413, 'request_too_large'],
    [
      '501 attributes',
      JSON.stringify([Object.fromEntries(Array.from({ length: 501 }, (_, at) => [at, at]))]),
      422,
      'too_many_attributes',
    ],
    ['a name of 201 characters', JSON.stringify([{ ['n'.repeat(201)]: 1 }]), 422, 'attribute_name_invalid'],
    ['101 levels', `[{"a":${'['.repeat(99)}${']'.repeat(99)}}]`, 422, 'json_too_deep'],
    ['1,001 digits', `[{"a":${'1'.repeat(1001)}}]`, 422, 'number_too_long'],
    ['another charset', '[{}]', 415, 'charset_unsupported', 'application/json; charset=latin1'],
    ['another content type', '[{}]', 415, 'content_type_unsupported', 'text/csv'],
  ])('refuses %s', async (_what, payload, status, code, type?: string) => {
    const id = await create(accounts)
    const answer = await append(id, payload, type, { 'sec-fetch-site': 'same-origin' })
    expect([answer.statusCode, answer.json().code]).toEqual([status, code])
    expect(await get(`/${id}`)).toMatchObject({ recordCount: 2 })
  })

  it('takes what is just within the limits', async () => {
    const id = await create(accounts)
    const widest = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`${at}`.padEnd(200, 'n'), at]))
    const payload = `[${JSON.stringify(widest)},{"d":${'1'.repeat(1000)},"l":${'['.repeat(98)}${']'.repeat(98)}}]`
    expect((await append(id, payload)).json()).toEqual({ firstSeq: 3, lastSeq: 4 })
  })
})

describe('uploads that are refused leave nothing behind', () => {
  it.each([
    ['too large as sent', `a,b\n${'1,2\n'.repeat(60_000)}`, 413, 'upload_too_large'],
    ['too large unpacked', gzipSync(`a,b\n${`1,${'x'.repeat(96)}\n`.repeat(5_000)}`), 413, 'unpacked_too_large'],
    ['of too many records', `a\n${'1\n'.repeat(20_001)}`, 422, 'too_many_records'],
    ['packed twice', gzipSync(gzipSync(accounts)), 415, 'file_type_unsupported'],
    ['a zip', Buffer.from('504b0304', 'hex'), 415, 'file_type_unsupported'],
    ['not UTF-8', Buffer.from('a,b\nM\xfcller,1\n', 'latin1'), 422, 'encoding_invalid'],
    ['a broken gzip', gzipSync(accounts).subarray(0, 40), 422, 'gzip_invalid'],
    ['empty', '', 422, 'file_empty'],
    ['a broken JSON array', '[{"a":1},{"a"}]', 400, 'json_invalid'],
  ])('%s', async (_what, content, status, code) => {
    const before = (await get('')).items.length
    const answer = await upload('', content, { name: 'Refused' })
    expect([answer.statusCode, answer.json().code]).toEqual([status, code])
    expect((await get('')).items.length).toBe(before)
    const left = await app.db
      .selectFrom('nexset_chunk as c')
      .leftJoin('nexset as n', 'n.id', 'c.nexset_id')
      .select('c.source_id')
      .where('n.id', 'is', null)
      .execute()
    expect(left).toEqual([])
  })

  it.each([
    ['no file', multipart(['name', 'x']), 422, 'field_missing'],
    [
      'two files',
      multipart(['name', 'x'], ['file', accounts, 'a.csv'], ['file', accounts, 'b.csv']),
      413,
      'too_many_parts',
    ],
    [
      'a field behind the file',
      multipart(['name', 'x'], ['file', accounts, 'a.csv'], ['options', '{}']),
      422,
      'options_misplaced',
    ],
    [
      'eleven fields',
      multipart(...Array.from({ length: 11 }, (_, at) => [`f${at}`, 'x'] as const), ['file', accounts, 'a.csv']),
      413,
      'too_many_parts',
    ],
    [
      'a field of more than 64 KiB',
      multipart(['name', 'x'.repeat(65_537)], ['file', accounts, 'a.csv']),
      413,
      'too_many_parts',
    ],
    [
      'an unknown field',
      multipart(['name', 'x'], ['colour', 'red'], ['file', accounts, 'a.csv']),
      422,
      'field_unknown',
    ],
    ['no name', multipart(['file', accounts, 'a.csv']), 422, 'field_missing'],
    ['a blank name', multipart(['name', ' '], ['file', accounts, 'a.csv']), 422, 'name_invalid'],
    [
      'options that are no JSON',
      multipart(['name', 'x'], ['options', '{'], ['file', accounts, 'a.csv']),
      400,
      'json_invalid',
    ],
    [
      'an option that isn’t one',
      multipart(['name', 'x'], ['options', '{"delimiter":"%"}'], ['file', accounts, 'a.csv']),
      422,
      'out_of_range',
    ],
    [
      'a body that breaks off',
      {
        ...multipart(['name', 'x'], ['file', accounts, 'a.csv']),
        payload: multipart(['name', 'x'], ['file', accounts, 'a.csv']).payload.subarray(0, -60),
      },
      400,
      'request_invalid',
    ],
    [
      'JSON',
      { payload: Buffer.from('{}'), headers: { 'content-type': 'application/json' } },
      415,
      'content_type_unsupported',
    ],
  ])('%s', async (_what, body, status, code) => {
    const answer = await app.inject({ method: 'POST', url: '/api/v1/nexsets', ...body })
    expect([answer.statusCode, answer.json().code]).toEqual([status, code])
  })
})

it('finds records by any value, whatever its case, and says where to go on', async () => {
  const id = await create('name,note\nAda,"say ""Hi"""\nBob,\nADAM,x\n')
  const found = async (search: string) =>
    (await get(`/${id}/records?search=${encodeURIComponent(search)}`)).items.map(({ seq }: { seq: number }) => seq)
  expect([await found('ada'), await found('say "hi"'), await found('note')]).toEqual([[1, 3], [1], []])
  expect(await get(`/${id}/records?search=a&limit=1`)).toMatchObject({ items: [{ seq: 1 }], nextCursor: '1' })
})

it('draws different records by chance', async () => {
  const id = await create(`n\n${Array.from({ length: 3_000 }, (_, at) => at).join('\n')}\n`, { header: true })
  const { items } = await get(`/${id}/samples?count=50&pick=random`)
  const seqs = items.map(({ seq }: { seq: number }) => seq)
  expect(new Set(seqs).size).toBe(50)
  for (const { seq, data } of items) expect(data).toEqual({ n: seq - 1 })
})

it('makes the sample of 100 accounts, an empty Nexset, and removes what no destination uses', async () => {
  const post = (url: string, payload?: object) =>
    app.inject({
      method: 'POST',
      url: `/api/v1/nexsets${url}`,
      headers: { 'sec-fetch-site': 'same-origin' },
      ...(payload && { payload }),
    })
  const sample = (await post('/sample')).json()
  expect(sample).toMatchObject({ kind: 'sample', recordCount: 100 })
  expect(sample.attributes.map(({ name }: { name: string }) => name)).toEqual(
    expect.arrayContaining(['name', 'domain', 'owner_email', 'internal_score']),
  )
  const empty = (await post('/empty', { name: 'Mine' })).json()
  expect(empty).toMatchObject({ name: 'Mine', recordCount: 0, attributes: [], sources: [] })
  expect((await app.inject({ method: 'DELETE', url: `/api/v1/nexsets/${empty.id}` })).statusCode).toBe(204)
  expect((await app.inject({ url: `/api/v1/nexsets/${empty.id}` })).statusCode).toBe(404)
})

it('pages through the problems of a file', async () => {
  const id = await create(`a,b\n${'1,2\nbad\n'.repeat(3)}`)
  const first = await get(`/${id}/problems?limit=2`)
  expect(first.items.map(({ line, sourceName }: { line: number; sourceName: string }) => [line, sourceName])).toEqual([
    [3, 'accounts.csv'],
    [5, 'accounts.csv'],
  ])
  expect(await get(`/${id}/problems?limit=2&cursor=${first.nextCursor}`)).toMatchObject({
    items: [{ line: 7, code: 'row_length', raw: 'bad' }],
    nextCursor: null,
  })
})
