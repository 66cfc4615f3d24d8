import { type Kysely, sql } from 'kysely'
import type { Database } from '../database/tables.ts'

export type StoredRun = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

export type RunStore = ReturnType<typeof createRunStore>

/** Delivery episodes, as people look at them. */
export function createRunStore(db: Kysely<Database>) {
  return {
    /** Newest first: of one destination, or of all. `before`: only runs older than the one of this id. */
    async list(filter: {
      readonly destinationId?: string
      readonly before?: string | undefined
      readonly limit: number
    }): Promise<StoredRun[]> {
      let query = select(db).orderBy('r.id', 'desc').limit(filter.limit)
      if (filter.destinationId !== undefined) query = query.where('r.destination_id', '=', filter.destinationId)
      if (filter.before !== undefined) query = query.where('r.id', '<', filter.before)
      return query.execute()
    },

    async find(destinationId: string, runId: string): Promise<StoredRun | undefined> {
      return select(db).where('r.destination_id', '=', destinationId).where('r.id', '=', runId).executeTakeFirst()
    },
  }
}

function select(db: Kysely<Database>) {
  return db
    .selectFrom('run as r')
    .innerJoin('destination as d', 'd.id', 'r.destination_id')
    .innerJoin('nexset as n', 'n.id', 'd.nexset_id')
    .selectAll('r')
    .select([
      'd.name as destinationName',
      // What it has still to do.
      sql<number>`case when r.state <> 'running' or r.pass <> d.pass then 0
        when r.kind = 'replay' then (select count(*) from replay_record p where p.run_id = r.id and p.outcome is null)
        else greatest(n.record_count - d.cursor, 0) end::float8`.as('pending'),
      // A replay goes on when its destination does.
      sql<'running' | 'paused' | 'held' | 'caught_up' | 'failed'>`case
        when r.state = 'running' and r.kind = 'replay' and d.state = 'held' then 'held'
        when r.state = 'running' and r.kind = 'replay' and d.state <> 'active' then 'paused'
        else r.state end`.as('shownState'),
    ])
}
