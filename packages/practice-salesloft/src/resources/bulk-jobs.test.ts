import { expect, it, vi } from 'vitest'
import { at, clientOf, idsIn, plain } from '../../test/practice-client.ts'
import { startPracticeSalesloft } from '../start-practice-salesloft.ts'

const person = (number: number) => ({
  upsert_key: 'email_address',
  email_address: `bulk-${number}@new.example`,
  first_name: `Number ${number}`,
})

it('goes through the whole cycle: open, data, executing, done, results', async () => {
  await using practice = await startPracticeSalesloft({ bulkJobDelayMs: 0 })
  const client = clientOf(practice)

  const created = await client.post('/v2/bulk_jobs', { type: 'person/upsert', name: 'Spring import' })
  const data = await client.post('/v2/bulk_jobs/1/job_data', { data: [person(1), { first_name: 'Nobody' }, person(2)] })
  const early = await client.get('/v2/bulk_jobs/1/results')
  const marked = await client.put('/v2/bulk_jobs/1', { ready_to_execute: true })
  await vi.waitFor(async () => expect(at(await client.get('/v2/bulk_jobs/1'), 'data.state')).toBe('done'))

  expect(at(created, 'data')).toMatchObject({ id: 1, state: 'open', total: 0, ready_to_execute: false, scopes: ['*'] })
  expect(plain(data)).toEqual({ status: 200, body: { data: { records: 3 } } })
  expect(at(early, 'data')).toEqual([])
  expect(at(marked, 'data')).toMatchObject({ state: 'executing', ready_to_execute: true, total: 3 })
  expect(at(await client.get('/v2/bulk_jobs/1'), 'data')).toMatchObject({ total: 3, processed: 3, errors: 1 })
  const results = await client.get('/v2/bulk_jobs/1/results')
  expect(at(results, 'data.0')).toMatchObject({
    id: 1,
    status: 'success',
    record: person(1),
    resource: { id: 61 },
    error: null,
  })
  expect(at(results, 'data.1')).toMatchObject({
    status: 'error',
    resource: null,
    error: '{"errors":{"email_address":["is required, unless phone and last_name are given"]}}',
  })
  expect(idsIn(await client.get('/v2/bulk_jobs/1/results?status[]=success&id[gt]=1'))).toEqual([3])
  expect(
    practice
      .records('people')
      .slice(60)
      .map((row) => row.email_address),
  ).toEqual(['bulk-1@new.example', 'bulk-2@new.example'])
})

it('takes data and changes only while it is open, and at most 5,000 objects a time', async () => {
  await using practice = await startPracticeSalesloft({ bulkJobDelayMs: 0 })
  const client = clientOf(practice)
  await client.post('/v2/bulk_jobs', { type: 'person/upsert' })
  const add = async (data: unknown) => at(await client.post('/v2/bulk_jobs/1/job_data', { data }), 'errors')

  expect(await add(undefined)).toEqual({ data: ['must be a non-empty array of objects'] })
  expect(await add([1])).toEqual({ data: ['must be a non-empty array of objects'] })
  expect(await add(Array.from({ length: 5_001 }, () => ({})))).toEqual({ data: ['may hold at most 5000 records'] })
  await client.put('/v2/bulk_jobs/1', { ready_to_execute: true })
  expect(await add([{}])).toEqual({ state: ['must be open to take job data'] })
  expect(at(await client.put('/v2/bulk_jobs/1', { name: 'Late' }), 'errors')).toEqual({
    state: ['must be open to change the bulk job'],
  })
  expect(at(await client.post('/v2/bulk_jobs', { type: 'import' }), 'errors')).toEqual({
    type: ['is not supported; it can be person/upsert, account/upsert'],
  })
})

it('leaves what it has not reached pending when it is cancelled', async () => {
  await using practice = await startPracticeSalesloft({ bulkJobDelayMs: 600_000 })
  const client = clientOf(practice)
  await client.post('/v2/bulk_jobs', { type: 'person/upsert' })
  await client.post('/v2/bulk_jobs/1/job_data', { data: [person(1)] })
  await client.put('/v2/bulk_jobs/1', { ready_to_execute: true })

  const cancelled = await client.delete('/v2/bulk_jobs/1')

  expect(cancelled.status).toBe(204)
  expect(at(await client.get('/v2/bulk_jobs/1/results'), 'data.0.status')).toBe('pending')
  expect(idsIn(await client.get('/v2/bulk_jobs?state[]=done'))).toEqual([1])
  expect(practice.records('people')).toHaveLength(60)
})
