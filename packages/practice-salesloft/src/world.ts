import { randomBytes } from 'node:crypto'
import { Faults } from './faults/faults.ts'
import type { PracticeSalesloft } from './practice-salesloft.ts'
import { RateLimit } from './rate-limit.ts'
import { BulkJobRunner } from './resources/bulk-job-runner.ts'
import { seed } from './sample-data/seed.ts'
import type { Arrival } from './server/arrival.ts'
import { Outbox } from './server/outbox.ts'
import type { Context } from './server/perform.ts'
import { receiverOf } from './server/receiver.ts'
import type { Settings } from './settings.ts'
import { State } from './store/state.ts'
import { Storage } from './store/storage.ts'
import type { Row } from './store/table.ts'

type Access = Pick<
  PracticeSalesloft,
  | 'requests'
  | 'countRequests'
  | 'clearRequests'
  | 'records'
  | 'addFault'
  | 'removeFault'
  | 'clearFaults'
  | 'addKey'
  | 'reset'
>

export type World = ReturnType<typeof createWorld>

/** Puts the parts of one Practice Salesloft together: data, log, budget, faults, bulk jobs. */
export function createWorld({ settings, baseUrl, folder }: { settings: Settings; baseUrl: string; folder?: string }) {
  const state = new State()
  const storage = new Storage(state, folder, seed)
  const outbox = new Outbox(storage)
  const faults = new Faults()
  const limit = new RateLimit(settings)
  const open = new Set<number>()

  const contextFor = (user: Row, scopes: string[]): Context => {
    const now = new Date().toISOString()
    return { state, user, scopes, now, baseUrl, settings, wakeBulkJobs: () => runner.wake() }
  }
  const commit = () => {
    storage.addChanges(state.takeChanges(), false)
    outbox.schedule()
  }
  const runner = new BulkJobRunner({
    state,
    settings,
    callFor: (user, scopes) => ({ ...contextFor(user, scopes), id: 0, query: {}, params: {} }),
    commit,
  })
  const receive = receiverOf({
    state,
    storage,
    outbox,
    faults,
    limit,
    settings,
    contextFor: ({ user, scopes }) => contextFor(user, scopes),
    onAnswered: (arrival: Arrival) => open.delete(arrival.number),
  })
  runner.wake()

  const access: Access = {
    requests: (filter) => [...storage.log.entries(filter)],
    countRequests: (filter) => storage.log.count(filter),
    clearRequests: () => storage.clearLog(),
    records: (table) => [...state.table(table).rows.values()].sort((a, b) => a.id - b.id),
    addFault: (fault) => faults.add(fault),
    removeFault: (id) => faults.remove(id),
    clearFaults: () => faults.clear(),
    addKey(scopes, userId = 1) {
      if (!state.get('users', userId)) throw new RangeError(`There is no user ${userId}.`)
      const key = `ak_${randomBytes(32).toString('hex')}`
      const now = new Date().toISOString()
      state.insert('keys', { key, user_id: userId, scopes: [...scopes], created_at: now, updated_at: now })
      storage.addChanges(state.takeChanges(), false)
      storage.flush()
      return key
    },
    reset() {
      runner.stop()
      faults.clear()
      limit.clear()
      storage.reset(seed)
    },
  }
  const stop = () => {
    runner.stop()
    storage.close()
  }
  return { receive, storage, faults, open, access, stop }
}
