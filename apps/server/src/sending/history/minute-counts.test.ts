import { sql } from 'kysely'
import { afterAll, expect, it } from 'vitest'
import { openDeliveryRig } from '../../../test/delivery.ts'
import { createHistoryStore } from '../../store/history.ts'
import { createMinuteCounts } from './minute-counts.ts'

const rig = await openDeliveryRig()
afterAll(() => rig[Symbol.asyncDispose]())
const { db } = rig.database
const store = createHistoryStore(db)
const waits = { historyFlushMs: 60_000, historyKeepMs: 3 * 3_600_000, historyRemoveMs: 600_000 }
const minute = Math.floor(Date.now() / 60_000) * 60_000
const hour = { minutes: 1, stretches: 61 }

/** The counts of one process, whose clock stands where it is set. */
function openProcess() {
  const errors: unknown[] = []
  const clock = { now: minute }
  const counts = createMinuteCounts({ store, waits, onError: (error) => errors.push(error), now: () => clock.now })
  return { counts, errors, clock }
}

const addDestination = async () =>
  rig.addDestination((await rig.addNexset()).nexsetId, { mode: 'template', template: 'accounts.upsert' })

const keyOf = (team: string) => ({ connector: 'salesloft', team })

/** An answer that cost so many points. */
const answered = (points: number | null) => ({
  kind: 'answered' as const,
  answer: { status: 200, statusText: 'OK', headers: [], body: '', isCut: false },
  durationMs: 5,
  points,
  remaining: null,
})

/** What of the last hour isn't empty. */
async function busyMinutes(destinationId: string, team: string) {
  const found = await store.find(destinationId, keyOf(team), hour)
  return found
    .filter(({ requests, used, others, sent, notSent }) => requests + used + others + sent + notSent > 0)
    .map(({ elapsedMinutes: _, at, ...sums }) => ({ at: at.getTime(), ...sums }))
}

it('adds up what several processes have counted in the same minute', async () => {
  const id = await addDestination()
  const key = keyOf('several')
  const processes = [openProcess(), openProcess(), openProcess()]
  for (const { counts, clock } of processes) {
    clock.now = minute - 60_000
    counts.noteResult({ key, destinationId: id }, answered(3))
    counts.noteOutcomes(id, 2, 1)
    clock.now = minute
    counts.noteResult({ key, destinationId: id }, answered(null))
    counts.noteResult({ key }, answered(5))
    counts.noteTeam(key, { others: null, allowed: 540, now: minute })
  }
  await Promise.all(processes.map(({ counts }) => counts.flush()))
  await Promise.all(processes.map(({ counts }) => counts.close()))
  expect(processes.flatMap(({ errors }) => errors)).toEqual([])
  expect(await busyMinutes(id, 'several')).toEqual([
    { at: minute - 60_000, sent: 6, notSent: 3, requests: 3, points: 9, used: 9, others: 0, allowed: null },
    { at: minute, sent: 0, notSent: 0, requests: 3, points: 3, used: 18, others: 0, allowed: 540 },
  ])
})

it('counts a request that may have arrived, and none that wasn’t sent', async () => {
  const id = await addDestination()
  const { counts } = openProcess()
  const grant = { key: keyOf('doubt'), destinationId: id }
  counts.noteResult(grant, null)
  counts.noteResult(grant, { kind: 'not_sent', code: 'connect_failed', problem: '', durationMs: 1 })
  counts.noteResult(grant, { kind: 'in_doubt', code: 'timeout', problem: '', durationMs: 1 })
  await counts.close()
  expect(await busyMinutes(id, 'doubt')).toEqual([
    { at: minute, sent: 0, notSent: 0, requests: 1, points: 0, used: 0, others: 0, allowed: null },
  ])
})

it('believes the newest answer about other tools, whichever process stores it last', async () => {
  const id = await addDestination()
  const key = keyOf('others')
  const [early, late] = [openProcess(), openProcess()]
  const others = (points: number, toldAt: number) => ({ others: { points, at: minute, toldAt }, allowed: 540, now: 0 })
  late.counts.noteTeam(key, others(70, minute + 9_000))
  late.counts.noteTeam(key, others(60, minute + 8_000))
  await late.counts.close()
  early.counts.noteTeam(key, others(20, minute + 5_000))
  await early.counts.close()
  expect((await busyMinutes(id, 'others')).map((row) => row.others)).toEqual([70])
})

it('keeps what it couldn’t store, and stores it once it can', async () => {
  const id = await addDestination()
  const key = keyOf('later')
  const { counts, errors } = openProcess()
  counts.noteOutcomes(id, 4, 0)
  counts.noteResult({ key, destinationId: id }, answered(2))
  counts.noteTeam(key, { others: { points: 7, at: minute, toldAt: minute }, allowed: 540, now: minute })
  await sql`alter table rate_budget_minute rename to away`.execute(db)
  await counts.flush()
  counts.noteOutcomes(id, 1, 0)
  await sql`alter table away rename to rate_budget_minute`.execute(db)
  expect(errors).toHaveLength(1)
  await counts.close()
  expect(await busyMinutes(id, 'later')).toEqual([
    { at: minute, sent: 5, notSent: 0, requests: 1, points: 2, used: 2, others: 7, allowed: 540 },
  ])
})

it('removes what is older than is shown, and what a deleted destination did', async () => {
  const id = await addDestination()
  const deleted = await addDestination()
  const { counts, clock, errors } = openProcess()
  for (const hours of [4, 2]) {
    clock.now = minute - hours * 3_600_000
    counts.noteOutcomes(id, hours, 0)
    counts.noteOutcomes(deleted, hours, 0)
    counts.noteResult({ key: keyOf('old') }, answered(hours))
  }
  await db.deleteFrom('destination').where('id', '=', deleted).execute()
  clock.now = minute
  await counts.close()
  const kept = await db.selectFrom('destination_minute').select('sent').where('destination_id', '=', id).execute()
  const budgets = await db.selectFrom('rate_budget_minute').select('used').where('team', '=', 'old').execute()
  expect({ errors, kept, budgets }).toEqual({ errors: [], kept: [{ sent: 2 }], budgets: [{ used: 2 }] })
})
