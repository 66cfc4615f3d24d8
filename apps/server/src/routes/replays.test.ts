import { practiceApiKey } from '@sluice/practice-salesloft'
import type {
  DestinationStatus,
  Dismissal,
  ErrorGroup,
  RecordDetail,
  ReplayLeftOut,
  ReplayPreview,
  RequestConfigInput,
  Run,
} from '@sluice/schema'
import { afterAll, expect, it } from 'vitest'
import { isCaughtUp, startDeliveringApp } from '../../test/delivering-app.ts'

const place = await startDeliveringApp()
afterAll(() => place[Symbol.asyncDispose]())

const path = '/api/v1/destinations'
const create: RequestConfigInput = { mode: 'template', template: 'accounts.create' }
const upsert: RequestConfigInput = { mode: 'template', template: 'accounts.upsert' }
const noHold = { settings: { maxRejectedShare: 100 } }

type Made = { run: Run; left: ReplayLeftOut; code: string; detail: string }
const post = <Body = Made>(id: string, act: string, payload: object) =>
  place.call<Body>('POST', `${path}/${id}/${act}`, payload)
const groupsOf = async (id: string) =>
  (await place.call<{ items: ErrorGroup[] }>('GET', `${path}/${id}/error-groups`)).body.items
const sumOf = ({ counts: { sent, rejected, invalid, skipped, unknown } }: DestinationStatus) =>
  sent + rejected + invalid + skipped + unknown

/** A destination that has come to the end of these records. */
async function deliver(records: readonly object[], request: RequestConfigInput) {
  const nexsetId = await place.addNexset(records)
  const destination = await place.addDestination(nexsetId, request, noHold)
  await place.activate(destination.id)
  await place.until(destination.id, isCaughtUp)
  return destination
}

/** Replays, and gives the run when it has ended; in every look at it, the counts fit the cursor. */
async function replay(id: string, body: object): Promise<Run> {
  const { status, body: made } = await post(id, 'replays', body)
  if (status !== 201) throw new Error(JSON.stringify(made))
  while (true) {
    const look = await place.statusOf(id)
    expect(sumOf(look)).toBe(look.cursor)
    const { body: run } = await place.call<Run>('GET', `${path}/${id}/runs/${made.run.id}`)
    if (run.state !== 'running') return run
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

it('clears 200 rejects of five causes with five replays, and sends nothing again that was sent', async () => {
  // Every second record is wrong, in one of five ways.
  const kindOf = (seq: number) => (seq / 2 - 1) % 5
  // Each of its own, so that none waits for another.
  const others = Array.from({ length: 41 }, (_, index) => ({
    name: `Taken ${index}`,
    domain: `taken-${index}.example`,
  }))
  await deliver(others, upsert)
  const records = Array.from({ length: 400 }, (_, index) => {
    const seq = index + 1
    const good = { name: `Firm ${seq}`, domain: `five-${seq}.example`, phone: `mark-${seq}` }
    const wrong = [
      { domain: `taken-${Math.floor(seq / 10)}.example` },
      { name: null },
      { owner_id: 9_999 },
      { company_stage_id: 9_999 },
      { domain: `https://five-${seq}.example/` },
    ]
    return { ...good, ...(index % 2 === 1 && wrong[kindOf(seq)]) }
  })
  const { id, name, credentialId } = await deliver(records, create)
  expect((await place.statusOf(id)).counts).toMatchObject({ sent: 200, rejected: 120, invalid: 80, pending: 0 })
  const groups = await groupsOf(id)
  expect(groups.map(({ cause, count }) => [cause, count])).toEqual([
    ['domain has already been taken', 40],
    ['name is empty', 40],
    ['owner_id does not exist', 40],
    ['company_stage_id does not exist', 40],
    ['domain has the wrong form', 40],
  ])
  const groupOf = (cause: string) => groups.find((group) => group.cause.startsWith(cause))?.fingerprint ?? ''
  const edited = (kind: number, fix: (record: (typeof records)[number], seq: number) => object) =>
    records.flatMap((data, index) =>
      kindOf(index + 1) === kind ? [{ seq: index + 1, data: fix(data, index + 1) }] : [],
    )

  const runs = [
    await replay(id, {
      select: { by: 'group', fingerprint: groupOf('name is empty') },
      edits: edited(1, (record, seq) => ({ ...record, name: `Firm ${seq}` })),
    }),
    await replay(id, {
      select: { by: 'group', fingerprint: groupOf('domain has the wrong form') },
      edits: edited(4, (record, seq) => ({ ...record, domain: `five-${seq}.example` })),
    }),
  ]
  const mended = { ...upsert, excludeAttributes: ['owner_id', 'company_stage_id'] }
  const edit = { name, credentialId, request: mended, version: 1, ...noHold }
  expect((await place.call('PUT', `${path}/${id}`, edit)).status).toBe(200)
  for (const cause of ['domain has already', 'owner_id', 'company_stage_id'])
    runs.push(await replay(id, { select: { by: 'group', fingerprint: groupOf(cause) } }))

  expect(runs.map(({ kind, state, counts }) => [kind, state, counts.sent, counts.pending])).toEqual(
    runs.map(() => ['replay', 'caught_up', 40, 0]),
  )
  expect((await place.statusOf(id)).counts).toEqual({
    sent: 400,
    rejected: 0,
    invalid: 0,
    skipped: 0,
    unknown: 0,
    pending: 0,
  })
  expect(await groupsOf(id)).toEqual([])
  // As Practice Salesloft has written it down: each record was taken once.
  const taken = place.practice
    .requests({ method: 'POST' })
    .filter(({ applied, body }) => applied && body.includes('mark-'))
  const marks = taken.map(({ body }) => JSON.parse(body).phone)
  expect(marks.toSorted()).toEqual(records.map(({ phone }) => phone).toSorted())
})

const wrong = (seq: number) => ({ name: `Firm ${seq}`, domain: '' })
const mended = (seq: number) => ({ seq, data: { name: `Firm ${seq}`, domain: `mended-${seq}.example` } })
const bodiesWith = (text: string) =>
  place.practice.requests({ method: 'POST' }).flatMap(({ body }) => (body.includes(text) ? [body] : []))

it('previews with the edits, to the byte, what is then sent, and the record keeps the proof of it', async () => {
  const { id } = await deliver([wrong(1), { name: 'Good', domain: 'good-2.example' }, wrong(3)], upsert)
  const exact =
    '{"select":{"by":"all"},"edits":[{"seq":1,"data":{"name":"Zoë — \\"Ltd\\"","domain":"mended-1.example","size":1E2}}]}'
  const send = async (act: string) => {
    const answer = await place.app.inject({
      method: 'POST',
      url: `${path}/${id}/${act}`,
      headers: { 'content-type': 'application/json' },
      payload: exact,
    })
    return JSON.parse(answer.body)
  }
  const preview: ReplayPreview = await send('replay-previews')
  expect(preview).toMatchObject({ count: 2, version: 1, looked: 2, requests: 1, invalid: 1, state: 'active' })
  const [built, refused] = preview.steps
  expect(refused).toMatchObject({ kind: 'invalid', seq: 3 })
  const { run }: Made = await send('replays')
  await place.until(id, ({ counts }) => counts.sent === 2)
  const body = built?.kind === 'request' ? (built.request.body ?? '') : ''
  expect(body).toContain('1E2')
  expect(bodiesWith('mended-1.example')).toEqual([body])
  const detail = (await place.call<RecordDetail>('GET', `${path}/${id}/records/1`)).body
  expect(detail).toMatchObject({
    outcome: 'sent',
    data: wrong(1),
    attempts: [{ runId: run.id, fingerprintHolds: true }],
  })
  expect(detail.attempts.map(({ request }) => request?.body)).toEqual([body])
  expect((await place.statusOf(id)).counts).toMatchObject({ sent: 2, invalid: 1 })
})

it('leaves out what was sent, what is in another replay and what may have been applied, and counts them', async () => {
  place.practice.addFault({ kind: 'drop', at: 'after', match: { bodyIncludes: 'in doubt' } })
  const job = { type: 'person/upsert' }
  const { id } = await deliver(
    [{ ...job, name: 'fine' }, { ...job, name: 'in doubt' }, { name: 'no type' }, { name: 'none either' }],
    { mode: 'template', template: 'bulk_jobs.create' },
  )
  place.practice.clearFaults()
  expect((await place.statusOf(id)).counts).toMatchObject({ sent: 1, unknown: 1, invalid: 2 })
  await post(id, 'pause', {})
  const waiting = await post(id, 'replays', {
    select: { by: 'seqs', seqs: [3] },
    edits: [{ seq: 3, data: { ...job, name: 'mended job' } }],
  })
  expect([waiting.status, waiting.body.run.state, waiting.body.run.counts.pending]).toEqual([201, 'paused', 1])
  const select = { by: 'seqs', seqs: [1, 2, 3, 4, 99] }
  const left = { sent: 1, unknown: 1, replaying: 1, others: 1 }
  const careful = await post<ReplayPreview>(id, 'replay-previews', { select })
  const knowing = await post<ReplayPreview>(id, 'replay-previews', { select, includeUnknown: true })
  expect(careful.body).toMatchObject({ count: 1, left, unknown: 0, mayDouble: true, state: 'paused' })
  expect(knowing.body).toMatchObject({ count: 2, left: { ...left, unknown: 0 }, unknown: 1, mayDouble: true })
  const none = await post(id, 'replays', { select: { by: 'seqs', seqs: [1, 2, 3] } })
  expect([none.status, none.body.code]).toEqual([422, 'selection_empty'])
  expect(none.body.detail).toMatch(/1 were sent already, 1 may have been applied .*, 1 are in a replay/)
  const lost = await post(id, 'replays', { select: { by: 'seqs', seqs: [4] }, edits: [{ seq: 2, data: job }] })
  expect([lost.status, lost.body.code]).toEqual([422, 'invalid_request'])

  await post(id, 'replays', { select: { by: 'seqs', seqs: [2] }, includeUnknown: true })
  expect(bodiesWith('mended job')).toEqual([])
  await place.activate(id, 'cursor')
  expect((await place.until(id, ({ counts }) => counts.sent === 3)).counts).toMatchObject({ unknown: 0, invalid: 1 })
  expect(['fine', 'in doubt', 'mended job', 'none either'].map((name) => bodiesWith(`"${name}"`).length)).toEqual([
    1, 2, 1, 0,
  ])
})

it('selects by search, and by what was found in it alone', async () => {
  const { id } = await deliver(
    [wrong(1), { name: 'Searched GmbH', domain: '' }, { name: 'Searched', domain: 'searched.example' }],
    upsert,
  )
  const select = { by: 'search', search: 'searched' }
  expect((await post<ReplayPreview>(id, 'replay-previews', { select })).body.count).toBe(1)
  const none = { by: 'search', search: 'searched', outcome: 'rejected' }
  expect((await post(id, 'replays', { select: none })).body.code).toBe('selection_empty')
  const run = await replay(id, {
    select,
    edits: [{ seq: 2, data: { name: 'Searched GmbH', domain: 'found.example' } }],
  })
  expect(run).toMatchObject({ fromSeq: 2, toSeq: 2, counts: { sent: 1 } })
})

it('warns of records after which a newer one with the same key was sent', async () => {
  const { id } = await deliver(
    [
      { name: 'Older', domain: 'same-key.example', owner_id: 9_999 },
      { name: 'Newer', domain: 'same-key.example' },
      { name: 'Alone', domain: 'own-key.example', owner_id: 9_999 },
    ],
    upsert,
  )
  const { body } = await post<ReplayPreview>(id, 'replay-previews', { select: { by: 'all', outcome: 'rejected' } })
  expect(body).toMatchObject({ count: 2, overtaken: 1, mayDouble: false })
})

it('opens one replay for one Idempotency-Key', async () => {
  const { id } = await deliver([wrong(1)], upsert)
  const send = (payload: object) =>
    place.app.inject({ method: 'POST', url: `${path}/${id}/replays`, headers: { 'idempotency-key': id }, payload })
  const once = { select: { by: 'all' }, edits: [mended(1)] }
  const answers = [await send(once), await send(once), await send({ select: { by: 'all' } })]
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201, 409])
  expect(answers[1]?.json().run.id).toBe(answers[0]?.json().run.id)
})

it('replays what can’t be undone only for the typed name and count, in that version alone', async () => {
  const remove: RequestConfigInput = {
    mode: 'template',
    template: 'accounts.delete',
    params: { account_id: { from: 'attribute', attribute: 'id' } },
  }
  const nexsetId = await place.addNexset([{ id: 900_001 }, { id: 900_002 }])
  const { id, credentialId } = await place.addDestination(nexsetId, remove, { name: 'Remove old', ...noHold })
  await post(id, 'activate', { from: 'start', confirm: { name: 'Remove old', count: 2 } })
  await place.until(id, isCaughtUp)
  const tries = () => place.practice.requests({ method: 'DELETE', path: '/v2/accounts/90000*' }).length
  const select = { by: 'all' }
  const refusals = [
    await post(id, 'replays', { select }),
    await post(id, 'replays', { select, confirm: { name: 'Remove old', count: 3 } }),
  ]
  expect(refusals.map(({ body }) => body.code)).toEqual(['approval_required', 'approval_required'])
  expect(refusals[0]?.body.detail).toMatch(/Remove old .* type its name .*: 2\./)
  await post(id, 'pause', {})
  const { run } = (await post(id, 'replays', { select, confirm: { name: 'Remove old', count: 2 } })).body
  const leave = () =>
    place.app.db.selectFrom('run').select('approved_version as version').where('id', '=', run.id).executeTakeFirst()
  expect(await leave()).toEqual({ version: 1 })
  await place.call('PATCH', `/api/v1/credentials/${credentialId}`, { secret: practiceApiKey })
  expect(await leave()).toEqual({ version: null })
  const edit = { name: 'Remove old', credentialId, request: remove, version: 1, ...noHold }
  await place.call('PUT', `${path}/${id}`, edit)
  const unconfirmed = await post(id, 'activate', { from: 'cursor' })
  expect([unconfirmed.status, unconfirmed.body.detail]).toEqual([409, expect.stringContaining('concerns: 2.')])
  expect(tries()).toBe(2)
  await post(id, 'activate', { from: 'cursor', confirm: { name: 'Remove old', count: 2 } })
  await place.until(id, () => tries() === 4)
  expect((await place.statusOf(id)).counts).toMatchObject({ rejected: 2 })
})

type Dismissed = { dismissal: Dismissal; left: { ahead: number; replaying: number }; code: string }

it('dismisses records, which are skipped until that is undone, and keeps the counts', async () => {
  const { id } = await deliver([wrong(1), wrong(2), { name: 'Fine', domain: 'fine.example' }, { name: '' }], upsert)
  const groups = await groupsOf(id)
  const { status, body } = await post<Dismissed>(id, 'dismissals', { select: { by: 'seqs', seqs: [1, 3, 4] } })
  expect([status, body.dismissal.count, body.left]).toEqual([201, 2, { sent: 1, replaying: 0, others: 0, ahead: 0 }])
  expect((await place.statusOf(id)).counts).toMatchObject({ sent: 1, skipped: 2, invalid: 1 })
  const detail = (await place.call<RecordDetail>('GET', `${path}/${id}/records/1`)).body
  expect(detail).toMatchObject({ outcome: 'skipped', reason: expect.stringMatching(/^Dismissed\. Before that: /) })
  expect((await post(id, 'replays', { select: { by: 'seqs', seqs: [1] } })).body.code).toBe('selection_empty')
  const undone = await post<Dismissal & { code: string }>(id, `dismissals/${body.dismissal.id}/undo`, {})
  expect([undone.status, undone.body.count, undone.body.undoneAt]).toEqual([200, 2, expect.any(String)])
  expect((await place.statusOf(id)).counts).toMatchObject({ sent: 1, skipped: 0, invalid: 3 })
  expect(await groupsOf(id)).toEqual(groups)
  expect((await post<Dismissed>(id, `dismissals/${body.dismissal.id}/undo`, {})).body.code).toBe('conflict')
  const list = await place.call<{ items: Dismissal[] }>('GET', `${path}/${id}/dismissals`)
  expect(list.body.items).toEqual([undone.body])
})

it('exports everything that wasn’t sent, or one error group', async () => {
  const { id } = await deliver([wrong(1), { name: 'Fine', domain: 'fine-2.example' }, { domain: 'x.example' }], upsert)
  const lines = async (query: string) =>
    (await place.app.inject(`${path}/${id}/export?format=ndjson&${query}`)).body
      .split('\n')
      .flatMap((line) => (line === '' ? [] : [JSON.parse(line).seq]))
  const [group] = await groupsOf(id)
  expect(await lines('outcome=quarantined')).toEqual([1, 3])
  expect(await lines(`group=${group?.fingerprint}`)).toEqual([group?.sampleSeq])
})
