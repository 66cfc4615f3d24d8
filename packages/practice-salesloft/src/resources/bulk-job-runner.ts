import { setTimeout as wait } from 'node:timers/promises'
import type { Call } from '../api/route.ts'
import type { Settings } from '../settings.ts'
import { numberOf } from '../store/json.ts'
import type { State } from '../store/state.ts'
import type { Row } from '../store/table.ts'
import { runItem } from './bulk-job-items.ts'

const mostItemsAtOnce = 200
const longestStretchMs = 50

type Needs = {
  state: State
  settings: Readonly<Settings>
  /** What a handler is given for work done for this user now, outside of a request. */
  callFor: (user: Row, scopes: string[]) => Call
  /** Writes what changed since the last time, in one piece. */
  commit: () => void
}

/** Executes the bulk jobs that were marked ready, a stretch of items at a time, each stretch kept whole or not at all. */
export class BulkJobRunner {
  readonly #needs: Needs
  #stop = new AbortController()
  readonly #running = new Set<number>()

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** Starts every job that is to be executed and isn't running yet. */
  wake(): void {
    for (const job of this.#needs.state.table('bulk_jobs').rows.values())
      if (job.state === 'executing' && !this.#running.has(job.id)) this.#run(job.id, this.#stop.signal)
  }

  /** Stops all of them where they are; `wake` goes on from there. */
  stop(): void {
    this.#stop.abort()
    this.#stop = new AbortController()
    this.#running.clear()
  }

  async #run(jobId: number, signal: AbortSignal): Promise<void> {
    const { state, settings, commit } = this.#needs
    this.#running.add(jobId)
    try {
      await wait(settings.bulkJobDelayMs, undefined, { signal })
      const items = state.table('bulk_job_items').find('bulk_job_id', jobId)
      const pending = items.filter(({ status }) => status === 'pending').sort((a, b) => a.id - b.id)
      for (let at = 0; at < pending.length; ) {
        const size = this.#stretch()
        const job = this.#executing(jobId)
        if (!job) return
        this.#runStretch(job, pending.slice(at, at + size))
        commit()
        at += size
        await wait(settings.bulkJobItemMs * size, undefined, { signal })
      }
      const job = this.#executing(jobId)
      if (!job) return
      const now = new Date().toISOString()
      state.put('bulk_jobs', { ...job, state: 'done', finished_at: now, updated_at: now })
      commit()
    } catch (error) {
      if (!signal.aborted) throw error
    } finally {
      if (!signal.aborted) this.#running.delete(jobId)
    }
  }

  #runStretch(job: Row, items: Row[]): void {
    const { state, callFor } = this.#needs
    const user = state.get('users', numberOf(job.user_id) ?? 0)
    const scopes = Array.isArray(job.scopes) ? job.scopes.filter((scope) => typeof scope === 'string') : []
    if (!user) return
    const call = callFor(user, scopes)
    let errors = 0
    for (const item of items) if (!runItem(call, job, item)) errors++
    state.put('bulk_jobs', {
      ...job,
      processed: (numberOf(job.processed) ?? 0) + items.length,
      errors: (numberOf(job.errors) ?? 0) + errors,
      updated_at: call.now,
    })
  }

  #executing(jobId: number): Row | undefined {
    const job = this.#needs.state.get('bulk_jobs', jobId)
    return job?.state === 'executing' ? job : undefined
  }

  #stretch(): number {
    const { bulkJobItemMs } = this.#needs.settings
    return bulkJobItemMs === 0 ? mostItemsAtOnce : Math.max(1, Math.floor(longestStretchMs / bulkJobItemMs))
  }
}
