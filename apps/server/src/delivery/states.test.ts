import type { RequestConfigInput } from '@sluice/schema'
import { expect, it } from 'vitest'
import { accounts, type DeliveryRig, openDeliveryRig } from '../../test/delivery.ts'

const upsert: RequestConfigInput = { mode: 'template', template: 'accounts.upsert' }
const remove: RequestConfigInput = {
  mode: 'template',
  template: 'accounts.delete',
  params: { account_id: { from: 'attribute', attribute: 'id' } },
}

it('has, in every snapshot while it runs, an outcome for exactly the records up to the cursor', async () => {
  await using rig = await openDeliveryRig()
  rig.practice.addFault({ kind: 'status', status: 503, every: 7 })
  rig.practice.addFault({ kind: 'status', status: 422, every: 11 })
  const { nexsetId } = await rig.addNexset(accounts(300))
  const id = await rig.addDestination(nexsetId, upsert)
  await rig.start()
  await rig.service.activate(id, { from: 'start' })
  const snapshot = `
    select d.cursor, d.sent, d.filed_ahead,
      (select count(*) from outcome_segment s, unnest(s.seqs) seq where seq <= d.cursor) as sent_below,
      (select count(*) from outcome_segment s, unnest(s.seqs) seq where seq > d.cursor)
        + (select count(*) from quarantine_record q where q.seq > d.cursor) as above,
      (select count(*) from quarantine_record q where q.seq <= d.cursor) as unsent_below,
      d.cursor = d.sent + d.rejected + d.invalid + d.skipped + d.unknown as is_conserved
    from destination d`
  let looks = 0
  for (let isDone = false; !isDone; looks += 1) {
    const { rows } = await rig.database.pool.query(snapshot)
    const [row] = rows
    expect(row).toMatchObject({
      is_conserved: true,
      sent: row.sent_below,
      filed_ahead: row.above,
      cursor: row.sent_below + row.unsent_below,
    })
    isDone = row.cursor === 300
  }
  expect(looks).toBeGreaterThan(5)
})

it('starts no request later than a second after a pause, and goes on where it stopped', async () => {
  await using rig = await openDeliveryRig({ practice: { latencyMs: 20 } })
  const { nexsetId } = await rig.addNexset(accounts(400))
  const id = await rig.addDestination(nexsetId, upsert)
  await rig.start()
  await rig.service.activate(id, { from: 'start' })
  await rig.until(id, ({ sent }) => sent > 20)
  await rig.service.pause(id)
  const pausedAt = Date.now()
  await rig.stop()
  const last = rig.practice.requests().at(-1)
  expect(new Date(last?.at ?? 0).getTime() - pausedAt).toBeLessThan(1_000)
  const paused = await rig.row(id)
  expect(paused).toMatchObject({ state: 'paused', filed_ahead: 0 })
  expect(rig.practice.countRequests({ path: '/v2/account_upserts' })).toBe(paused.sent)
  const other = await rig.another()
  await other.start()
  await rig.service.activate(id, { from: 'cursor' })
  await rig.until(id, ({ isDone }) => isDone)
  expect(rig.practice.countRequests({ path: '/v2/account_upserts' })).toBe(400)
})

it('sends new records only when that was chosen, and what arrives while it is active by itself', async () => {
  await using rig = await openDeliveryRig()
  const source = await rig.addNexset(accounts(30))
  const id = await rig.addDestination(source.nexsetId, upsert)
  await rig.start()
  await rig.service.activate(id, { from: 'now' })
  expect(await rig.row(id)).toMatchObject({ state: 'active', cursor: 30, skipped: 30, sent: 0 })
  await rig.append(source, accounts(5, 100))
  await rig.until(id, ({ sent }) => sent === 5)
  await rig.append(source, accounts(5, 200))
  expect(await rig.until(id, ({ sent }) => sent === 10)).toMatchObject({ cursor: 40, skipped: 30 })
  const runs = await rig.database.db
    .selectFrom('run')
    .select(['number', 'from_seq', 'to_seq', 'sent'])
    .orderBy('number')
    .execute()
  expect(runs.reduce((sum, { sent }) => sum + sent, 0)).toBe(10)
  expect(runs[0]).toMatchObject({ number: 1, from_seq: 31 })
})

it('sends all again from the start when that was chosen', async () => {
  await using rig = await openDeliveryRig()
  const { nexsetId } = await rig.addNexset(accounts(20))
  const id = await rig.addDestination(nexsetId, upsert)
  await rig.start()
  await rig.service.activate(id, { from: 'start' })
  await rig.until(id, ({ isDone }) => isDone)
  await rig.service.pause(id)
  await rig.service.activate(id, { from: 'cursor' })
  await rig.service.pause(id)
  expect(rig.practice.countRequests()).toBe(20)
  await rig.service.activate(id, { from: 'start' })
  expect(await rig.until(id, ({ isDone }) => isDone)).toMatchObject({ pass: 2, sent: 20 })
  expect(rig.practice.countRequests()).toBe(40)
})

it('sends what can’t be undone only with the typed name and count, and holds for records beyond them', async () => {
  await using rig = await openDeliveryRig()
  const ids = rig.practice
    .records('accounts')
    .slice(0, 6)
    .map((account) => ({ id: Number(account.id) }))
  const source = await rig.addNexset(ids.slice(0, 3))
  const id = await rig.addDestination(source.nexsetId, remove, { name: 'Clean up' })
  await rig.start()
  const wrong = [undefined, { name: 'Clean up', count: 4 }, { name: 'clean up', count: 3 }]
  for (const confirm of wrong)
    await expect(rig.service.activate(id, { from: 'start', confirm })).rejects.toMatchObject({
      code: 'approval_required',
    })
  await rig.service.activate(id, { from: 'start', confirm: { name: 'Clean up', count: 3 } })
  await rig.until(id, ({ isDone }) => isDone)
  await rig.append(source, ids.slice(3))
  const held = await rig.until(id, ({ state }) => state === 'held')
  expect(held).toMatchObject({ sent: 3, hold: { kind: 'approval', endsBy: 'person' } })
  expect(rig.practice.countRequests({ method: 'DELETE' })).toBe(3)
  await expect(rig.service.release(id, {})).rejects.toMatchObject({ code: 'approval_required' })
  await rig.service.release(id, { confirm: { name: 'Clean up', count: 3 } })
  expect(await rig.until(id, ({ isDone }) => isDone)).toMatchObject({ sent: 6 })
})

it('leaves a hold that a person ends, though a slice is asked for meanwhile', async () => {
  await using rig = await openDeliveryRig()
  const id = await activateJobThatDeletes(rig)
  const { hold } = await rig.until(id, ({ state }) => state === 'held')
  await rig.workOnce(id)
  expect(await rig.row(id)).toMatchObject({ state: 'held', hold })
})

it('holds a bulk job whose type deletes, though its configuration doesn’t tell', async () => {
  await using rig = await openDeliveryRig()
  const id = await activateJobThatDeletes(rig)
  expect(await rig.until(id, ({ state }) => state === 'held')).toMatchObject({ cursor: 0, hold: { kind: 'approval' } })
  expect(rig.practice.countRequests()).toBe(0)
})

it('holds a request that a record’s own value turns into one that can’t be undone', async () => {
  await using rig = await openDeliveryRig()
  const { nexsetId } = await rig.addNexset([{ type: 'person/upsert' }, { type: 'person/delete' }])
  const byQuery: RequestConfigInput = {
    mode: 'advanced',
    method: 'POST',
    contentFormat: 'json',
    url: `${rig.practice.url}/v2/bulk_jobs?type={record.type}`,
    excludeAttributes: ['type'],
  }
  const hidden = await rig.addNexset([{ path: 'bulk_jobs/7' }])
  const byPath: RequestConfigInput = { ...byQuery, method: 'PUT', url: `${rig.practice.url}/v2/{record.path}` }
  await rig.start()
  for (const id of [await rig.addDestination(nexsetId, byQuery), await rig.addDestination(hidden.nexsetId, byPath)]) {
    await rig.service.activate(id, { from: 'start' })
    expect((await rig.until(id, ({ state }) => state === 'held')).hold).toMatchObject({ kind: 'approval' })
  }
  expect(rig.practice.countRequests({ method: 'PUT' })).toBe(0)
})

it('holds when the configuration makes no request any more', async () => {
  await using rig = await openDeliveryRig()
  const { nexsetId } = await rig.addNexset(accounts(2))
  const id = await rig.addDestination(nexsetId, {
    mode: 'advanced',
    method: 'POST',
    contentFormat: 'json',
    url: 'https://elsewhere.example.org/v2/accounts',
  })
  await rig.start()
  await rig.service.activate(id, { from: 'start' })
  expect(await rig.until(id, ({ state }) => state === 'held')).toMatchObject({ hold: { kind: 'schema' } })
})

it('ends a run that had sent all when its worker died', async () => {
  await using rig = await openDeliveryRig()
  const { nexsetId } = await rig.addNexset(accounts(3))
  const id = await rig.addDestination(nexsetId, upsert)
  await rig.start()
  await rig.service.activate(id, { from: 'start' })
  await rig.until(id, ({ isDone }) => isDone)
  await rig.stop()
  const stateOf = async () =>
    (await rig.database.db.selectFrom('run').select('state').execute()).map(({ state }) => state)
  await rig.database.pool.query("update run set state = 'running', ended_at = null")
  await rig.parts.states.endFinishedRuns()
  expect(await stateOf()).toEqual(['running'])
  await rig.database.pool.query(`
    update run set started_at = now() - interval '10 minutes';
    update destination set last_sent_at = now() - interval '9 minutes'`)
  await rig.parts.states.endFinishedRuns()
  expect(await stateOf()).toEqual(['caught_up'])
})

/** Of which only the record itself tells that it deletes. */
async function activateJobThatDeletes(rig: DeliveryRig): Promise<string> {
  const { nexsetId } = await rig.addNexset([{ type: 'person/delete' }])
  const id = await rig.addDestination(nexsetId, { mode: 'template', template: 'bulk_jobs.create' })
  await rig.start()
  await rig.service.activate(id, { from: 'start' })
  return id
}
