import { collectDefaultMetrics, Registry } from 'prom-client'

/** Watching the event loop's delay wakes the process; as often as is usual, a hundred times a second, that is a third of what an idle one costs. */
const lagPrecisionMs = 1_000
const distorted = ['min', 'max', 'mean', 'stddev', 'p50', 'p90', 'p99']

/**
 * A registry with Node's own figures. Of the event loop's delay it has `nodejs_eventloop_lag_seconds`, measured when it
 * is asked for: the others would have the time between two looks in them.
 */
export function createNodeMetrics(): Registry {
  const metrics = new Registry()
  collectDefaultMetrics({ register: metrics, eventLoopMonitoringPrecision: lagPrecisionMs })
  for (const name of distorted) metrics.removeSingleMetric(`nodejs_eventloop_lag_${name}_seconds`)
  return metrics
}
