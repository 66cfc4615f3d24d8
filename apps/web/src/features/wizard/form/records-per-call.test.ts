import { salesloft } from '@sluice/connectors'
import { expect, it } from 'vitest'
import { formatCount } from '../../../lib/format.ts'
import { describeCalls, recordsPerCall } from './records-per-call.ts'

it('tells how many records a call carries, in both modes', () => {
  const batch = { isOn: true, size: 250 }
  const off = { isOn: false, size: 250 }
  expect([
    recordsPerCall(salesloft, { mode: 'advanced', template: '', batchSize: null, batch }),
    recordsPerCall(salesloft, { mode: 'advanced', template: '', batchSize: null, batch: off }),
    recordsPerCall(salesloft, { mode: 'template', template: 'accounts.upsert', batchSize: 7, batch }),
    recordsPerCall(salesloft, { mode: 'template', template: 'bulk_jobs.add_data', batchSize: null, batch }),
    recordsPerCall(salesloft, { mode: 'template', template: 'bulk_jobs.add_data', batchSize: 500, batch }),
  ]).toEqual([250, 1, 1, 100, 500])
})

it('says how many calls the records make', () => {
  expect([
    describeCalls(12_480, 100, formatCount),
    describeCalls(200, 100, formatCount),
    describeCalls(1, 100, formatCount),
  ]).toEqual([
    '12,480 records make 125 calls, the last with 80 records.',
    '200 records make 2 calls.',
    '1 record makes 1 call.',
  ])
})
