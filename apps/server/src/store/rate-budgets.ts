import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import { BudgetState, newBudget } from '../sending/budget/budget-state.ts'

type Key = { readonly connector: string; readonly team: string }

export type RateBudgetStore = ReturnType<typeof createRateBudgetStore>

/** The rate budgets that all processes share, one row each. Times are the database's, in milliseconds. */
export function createRateBudgetStore(db: Kysely<Database>) {
  return {
    /** Changes a budget as `change` says, while no other process can; makes it when it isn't there. */
    async update<Result>(
      key: Key,
      change: (state: BudgetState, now: number) => { state: BudgetState; waitsUntil: number | null; result: Result },
    ): Promise<Result & { readonly now: number }> {
      return db.transaction().execute(async (transaction) => {
        const found = await lock(transaction, key)
        if (!found)
          await transaction
            .insertInto('rate_budget')
            .values(key)
            .onConflict((conflict) => conflict.doNothing())
            .execute()
        const row = found ?? (await lock(transaction, key))
        if (!row) throw new Error('A rate budget was removed while it was used.')
        const now = Number(row.now)
        const { state, waitsUntil, result } = change(row.state === null ? newBudget : BudgetState.parse(row.state), now)
        await transaction
          .updateTable('rate_budget')
          .set({
            state: JSON.stringify(state),
            remaining: state.remaining,
            waits_until: toDate(waitsUntil),
          })
          .where('connector', '=', key.connector)
          .where('team', '=', key.team)
          .execute()
        return { ...result, now }
      })
    },

    async find(key: Key): Promise<{ remaining: number | null; waitsUntil: Date | null } | undefined> {
      const row = await db
        .selectFrom('rate_budget')
        .select(['remaining', 'waits_until', sql<boolean>`waits_until > clock_timestamp()`.as('waits')])
        .where('connector', '=', key.connector)
        .where('team', '=', key.team)
        .executeTakeFirst()
      return row && { remaining: row.remaining, waitsUntil: row.waits ? row.waits_until : null }
    },
  }
}

function lock(db: Kysely<Database>, { connector, team }: Key) {
  return db
    .selectFrom('rate_budget')
    .selectAll()
    .select(sql<number>`extract(epoch from clock_timestamp()) * 1000`.as('now'))
    .where('connector', '=', connector)
    .where('team', '=', team)
    .forUpdate()
    .executeTakeFirst()
}

const toDate = (ms: number | null): Date | null => (ms === null ? null : new Date(Math.round(ms)))
