import type { PoolConfig } from 'pg'
import { isDatabaseAway } from '../database/is-database-away.ts'
import { listen } from '../database/listen.ts'
import { appendedChannel } from '../store/append-records.ts'
import { announce, changedChannel, progressChannel } from '../store/destination-states.ts'
import type { HandOut } from '../store/hand-outs.ts'
import type { DeliveryParts } from './delivery-parts.ts'
import { createHealthWatch, type HealthWatch } from './health-watch.ts'
import { pause } from './pause.ts'
import { probe } from './probe.ts'
import { createRepeatLimit, type RepeatLimit } from './repeat-limit.ts'
import { runSlice } from './run-slice.ts'
import { createSignal } from './signal.ts'
import { createSliceQueue, type SliceJob } from './slice-queue.ts'
import { createThrottle } from './throttle.ts'

export type DeliveryEngine = {
  start(): Promise<void>
  /** No request starts any more; those in flight get their time, and then are cut and in doubt. */
  stop(): Promise<void>
}

const mostSlices = 64

/**
 * Delivers what active destinations have to send, in slices from a queue that any number of processes share. The
 * destinations' rows are the truth: a sweep asks for a slice wherever one is missing.
 */
export function createDeliveryEngine(parts: DeliveryParts, connection: PoolConfig): DeliveryEngine {
  const { waits, log, states, db } = parts
  const queue = createSliceQueue(connection, log)
  const wake = createSignal()
  const shutdown = new AbortController()
  const cut = new AbortController()
  /** Aborted when no slice is at work any more. */
  const ended = new AbortController()
  const running = new Map<string, { job: SliceJob; work: Promise<void> }>()
  const listeners = new Map<string, { nexsetId: string; arrived(): void; changed(): void }>()
  /** `of`: the pass and version that it watches. */
  const health = new Map<string, { of: string; watch: HealthWatch }>()
  const repeats = new Map<string, RepeatLimit>()
  /** The first fetches. */
  const loops: Promise<void>[] = []
  let listener: { close(): Promise<void> } | undefined

  return {
    async start() {
      await queue.start()
      listener = await listen(
        connection,
        {
          [appendedChannel]: (nexsetId) => {
            for (const slice of listeners.values()) if (slice.nexsetId === nexsetId) slice.arrived()
            ask({ nexsetId })
          },
          [changedChannel]: (destinationId) => {
            listeners.get(destinationId)?.changed()
            ask({ destinationId })
          },
        },
        () => ask({}),
      )
      loops.push(
        fetchLoop(),
        repeat(waits.sweepMs, sweep, shutdown.signal),
        repeat(waits.jobTouchMs, touch, ended.signal),
      )
    },

    async stop() {
      shutdown.abort(new Error('Sluice is stopping.'))
      wake.ring()
      const timer = setTimeout(() => cut.abort(new Error('Sluice is stopping.')), waits.stopMs)
      await loops[0]
      await Promise.all([...running.values()].map(({ work }) => work))
      clearTimeout(timer)
      ended.abort()
      await Promise.all(loops)
      await listener?.close()
      await queue.stop()
    },
  }

  /** Asks for slices of what is due; a destination that is at work here queues its own successor. */
  function ask(of: { nexsetId?: string; destinationId?: string }): void {
    quietly(async () => {
      for (const id of await states.findDue(of)) if (!running.has(id)) await queue.add(id)
      wake.ring()
    })
  }

  async function sweep(): Promise<void> {
    await states.endFinishedRuns()
    for (const id of await states.findDue()) {
      if (running.has(id)) continue
      const last = await states.findWorker(id)
      if (last && last !== parts.workerId && (await parts.workers.isGone(last))) await queue.release(id)
      await queue.add(id)
    }
    wake.ring()
  }

  async function touch(): Promise<void> {
    await queue.touch([...running.values()].map(({ job }) => job))
  }

  async function fetchLoop(): Promise<void> {
    while (!shutdown.signal.aborted) {
      const woken = wake.wait()
      const free = mostSlices - running.size
      const jobs = free > 0 ? await quietly(() => queue.fetch(free)) : []
      for (const job of jobs ?? []) begin(job)
      const timer = setTimeout(wake.ring, waits.jobPollMs)
      await woken
      clearTimeout(timer)
    }
  }

  function begin(job: SliceJob): void {
    const { destinationId } = job.data
    if (running.has(destinationId)) return
    const work = workOn(job)
      .catch((error: unknown) => {
        if (isDatabaseAway(error)) log.warn({ err: error, destinationId }, 'A slice waits for the database.')
        else log.error({ err: error, destinationId }, 'A slice of a delivery failed.')
        return quietly(() => queue.fail(job))
      })
      .then(() => {
        running.delete(destinationId)
        listeners.delete(destinationId)
        wake.ring()
      })
    running.set(destinationId, { job, work })
  }

  async function workOn(job: SliceJob): Promise<void> {
    const { destinationId } = job.data
    const held = await states.findDueHold(destinationId)
    if (held) await probe(parts, destinationId, held, shutdown.signal)
    else await deliver(destinationId)
    await db.transaction().execute(async (transaction) => {
      await queue.complete(job, transaction)
      const isDue = (await states.findDue({ destinationId }, transaction)).length > 0
      if (isDue) await queue.add(destinationId, transaction)
    })
  }

  async function deliver(destinationId: string): Promise<void> {
    const handOut = shutdown.signal.aborted ? null : await parts.handOuts.take(destinationId, parts.workerId)
    if (!handOut) return
    const connectorName = parts.connectors.get(handOut.connector)?.name ?? handOut.connector
    const watch = healthOf(destinationId, connectorName, handOut)
    const tell = createThrottle(waits.progressMs, () => quietly(() => announce(db, destinationId, progressChannel)))
    const limit = repeats.get(destinationId) ?? createRepeatLimit(waits.repeatWindowMs, parts.clock.monotonicMs)
    repeats.set(destinationId, limit)
    const end = await runSlice(parts, handOut, {
      health: watch,
      repeats: limit,
      onEvents: (listener) => listeners.set(destinationId, { nexsetId: handOut.nexsetId, ...listener }),
      shutdown: shutdown.signal,
      cut: cut.signal,
      reportProgress: tell.run,
    })
    tell.end()
    void parts.minutes.flush()
    // What arrives one by one makes a slice each; a person's doing begins anew.
    if (end !== 'time' && end !== 'caught_up') health.delete(destinationId)
    log.info(
      { destinationId, runId: handOut.deliveryRunId, replayRunId: handOut.replayRunId, end },
      'A slice of a delivery ended.',
    )
  }

  function healthOf(destinationId: string, connectorName: string, { pass, version, settings }: HandOut): HealthWatch {
    const of = `${pass} ${version}`
    const known = health.get(destinationId)
    if (known?.of === of) return known.watch
    const watch = createHealthWatch(connectorName, settings.maxRejectedShare)
    health.set(destinationId, { of, watch })
    return watch
  }

  async function repeat(everyMs: number, work: () => Promise<void>, until: AbortSignal): Promise<void> {
    while (!until.aborted) {
      await quietly(work)
      await pause(everyMs, until)
    }
  }

  async function quietly<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
    try {
      return await work()
    } catch (error) {
      log.warn({ err: error }, 'Delivery waits for the database.')
      return undefined
    }
  }
}
