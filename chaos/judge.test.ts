import { expect, it } from 'vitest'
import type { Fault } from './faults.ts'
import { type Evidence, judge } from './judge.ts'
import { createRandom } from './random.ts'
import { creates, deletes, jobs, type LoggedRequest, upserts, type Workload } from './workload.ts'

const faults: Fault[] = [
  { kind: 'drop', at: 'after' },
  { kind: 'status', status: 503 },
]
const lost = { fault: { id: 0, kind: 'drop' } }
const busy = { fault: { id: 1, kind: 'status' }, status: 503, applied: false }

/** A request of the log as it is when all goes well; what differs is given. */
function logged(given: Partial<LoggedRequest>, index: number): LoggedRequest {
  return {
    seq: index + 1,
    at: new Date(index * 1_000).toISOString(),
    method: 'POST',
    path: '',
    status: 200,
    headers: {},
    body: '',
    cost: 1,
    changes: [],
    applied: true,
    responseBody: '',
    fault: null,
    arrival: index + 1,
    alongside: [],
    ...given,
  }
}

function problemsOf(
  workload: Workload,
  outcomes: readonly string[],
  log: readonly Partial<LoggedRequest>[],
  more: Partial<Evidence> = {},
): readonly string[] {
  const count = (name: string) => outcomes.filter((outcome) => outcome === name).length
  const account = {
    counts: {
      ...{ cursor: outcomes.length, recordCount: outcomes.length, sent: count('sent'), rejected: count('rejected') },
      ...{ invalid: 0, skipped: 0, unknown: count('unknown') },
    },
    outcomes: outcomes.map((outcome, index) => ({ seq: index + 1, outcome, note: null })),
  }
  const bounds = { firstByteMs: 3_000, exchangeMs: 6_000, inFlight: 8 }
  return judge({
    ...{ workload, account, log: log.map(logged), faultOf: (id) => faults[id], disturbances: [] },
    ...bounds,
    ...more,
  }).problems
}

const create = (seq: number, given: Partial<LoggedRequest> = {}) => ({
  path: '/v2/accounts',
  body: `{"name":"Made ${seq}"}`,
  ...given,
})
const job = (seq: number, given: Partial<LoggedRequest> = {}) => ({
  path: '/v2/bulk_jobs',
  body: `{"name":"Job ${seq}"}`,
  ...given,
})
const lookUp = (seq: number) => ({
  method: 'GET',
  path: `/v2/accounts?domain=made-${seq}.example.org`,
  applied: false,
})

it('finds nothing wrong where each record was applied once and says so', () => {
  expect(problemsOf(creates(2), ['sent', 'sent'], [create(1), create(2)])).toEqual([])
  expect(problemsOf(creates(1), ['sent'], [create(1, lost), lookUp(1)])).toEqual([])
  expect(problemsOf(jobs(2), ['sent', 'unknown'], [job(1, busy), job(2, lost), job(1)])).toEqual([])
})

it('sees a record that was lost', () => {
  expect(problemsOf(jobs(2), ['sent', 'sent'], [job(1)])).toEqual([
    'Record 2 counts as sent and was never applied: no request',
  ])
})

it('sees a record without an outcome, and counts that aren’t the records’', () => {
  const account = {
    counts: { cursor: 2, recordCount: 2, sent: 2, rejected: 0, invalid: 0, skipped: 0, unknown: 0 },
    outcomes: [{ seq: 1, outcome: 'sent', note: null }],
  }
  expect(problemsOf(jobs(2), [], [job(1)], { account })).toEqual([
    'Record 2 has 0 outcomes.',
    '1 outcomes for 2 records.',
    '2 records count as sent, and 1 are.',
  ])
})

it('sees a create that was applied twice, and one that was sent again without enough look-ups', () => {
  expect(problemsOf(creates(1), ['sent'], [create(1, lost), lookUp(1), create(1)])).toMatchObject([
    expect.stringMatching(/^Record 1 was applied twice/),
    'Record 1 was sent again after 1 look-ups in vain.',
  ])
})

it('sees what can’t be repeated sent again after it may have been applied', () => {
  expect(problemsOf(jobs(1), ['sent'], [job(1, { ...lost, applied: false }), job(1)])).toMatchObject([
    expect.stringMatching(/^Record 1 was sent again after it may have been applied/),
  ])
})

it('takes for unknown what is safe to repeat only when it was refused after a doubt', () => {
  const upsert = (seq: number, given: Partial<LoggedRequest>) => ({
    path: '/v2/account_upserts',
    body: `{"name":"Safe ${seq}"}`,
    ...given,
  })
  const workload = upserts(1, createRandom(1))
  const refused = { status: 422, applied: false }
  expect(problemsOf(workload, ['unknown'], [upsert(1, lost), upsert(1, refused)])).toEqual([])
  expect(problemsOf(workload, ['rejected'], [upsert(1, lost), upsert(1, refused)])).toMatchObject([
    expect.stringMatching(/^Record 1 counts as rejected and was applied/),
  ])
  for (const log of [[upsert(1, lost)], [upsert(1, refused)]])
    expect(problemsOf(workload, ['unknown'], log)[0]).toMatch(/^Record 1 is unknown without a reason/)
})

it('sees a record unknown, or refused, without a reason', () => {
  expect(problemsOf(jobs(2), ['unknown', 'rejected'], [job(1), job(2, busy)])).toMatchObject([
    expect.stringMatching(/^Record 1 is unknown without a reason/),
    expect.stringMatching(/^Record 2 counts as rejected and was never refused/),
    '1 records are unknown without a lost answer; 0 may be.',
  ])
  const [first, second] = [job(1, busy), job(2, { status: 422 })]
  expect(problemsOf(jobs(2), ['sent', 'rejected'], [first, job(1), second])).toMatchObject([
    expect.stringMatching(/^Record 2 counts as rejected and was applied/),
  ])
})

it('takes no more records for lost with a process than it can have had in hand', () => {
  const outcomes = Array.from({ length: 30 }, () => 'unknown')
  const disturbances = [{ from: 0, to: 0 }]
  expect(problemsOf(jobs(30), outcomes, [], { disturbances })).toEqual([
    '30 records are unknown without a lost answer; 24 may be.',
  ])
})

it('sees writes to one target out of order, and side by side', () => {
  const workload = upserts(5, createRandom(1))
  const target = workload.targetOf(5)
  const first = [1, 2, 3, 4].find((seq) => workload.targetOf(seq) === target) ?? 0
  const upsert = (seq: number, given: Partial<LoggedRequest> = {}) => ({
    path: '/v2/account_upserts',
    body: `{"name":"Safe ${seq}"}`,
    ...given,
  })
  const others = [1, 2, 3, 4].filter((seq) => seq !== first).map((seq) => upsert(seq))
  const sent = Array.from({ length: 5 }, () => 'sent')
  expect(problemsOf(workload, sent, [...others, upsert(first), upsert(5)])).toEqual([])
  expect(problemsOf(workload, sent, [...others, upsert(5), upsert(first)])).toEqual([
    `Record ${first} came after record 5, whose target is the same.`,
  ])
  expect(problemsOf(workload, sent, [...others, upsert(first), upsert(5, { alongside: [4] })])).toEqual([
    'Record 5 was sent while another request to its target was under way.',
  ])
})

it('sees a delete that found nothing at first and counts as done', () => {
  const remove = { method: 'DELETE', path: '/v2/accounts/7' }
  const gone = { ...remove, status: 404, applied: false }
  expect(problemsOf(deletes([7]), ['rejected'], [gone])).toEqual([])
  expect(problemsOf(deletes([7]), ['sent'], [{ ...remove, ...lost }, gone])).toEqual([])
  expect(problemsOf(deletes([7]), ['sent'], [gone])).toMatchObject([
    expect.stringMatching(/^Record 1 counts as sent and was never applied/),
  ])
})
