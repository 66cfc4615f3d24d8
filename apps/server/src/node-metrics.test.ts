import { expect, it } from 'vitest'
import { createNodeMetrics } from './node-metrics.ts'

it('tells of the event loop’s delay what is true of it, beside the rest of Node’s figures', async () => {
  const metrics = createNodeMetrics()
  const told = await metrics.getMetricsAsJSON()
  const names = told.map(({ name }) => name)
  expect(names.filter((name) => name.startsWith('nodejs_eventloop'))).toEqual(['nodejs_eventloop_lag_seconds'])
  expect(names).toEqual(expect.arrayContaining(['process_cpu_seconds_total', 'nodejs_heap_size_used_bytes']))
})
