import type { JsonObject } from '../store/json.ts'
import type { State } from '../store/state.ts'
import { isTableName, type TableName } from '../store/tables.ts'
import { accounts } from './accounts.ts'
import { cadences, steps } from './cadences.ts'
import * as lookups from './lookups.ts'
import { people } from './people.ts'
import { groups, keys, teams, users } from './team.ts'
import { actions, cadence_memberships, tasks } from './work.ts'

const samples: Readonly<Partial<Record<TableName, JsonObject[]>>> = {
  teams,
  groups,
  users,
  keys,
  ...lookups,
  cadences,
  steps,
  accounts,
  people,
  cadence_memberships,
  actions,
  tasks,
}

/** Fills an empty state with the sample team and its records. */
export function seed(state: State): void {
  for (const [table, rows] of Object.entries(samples))
    if (isTableName(table)) for (const row of rows) state.insert(table, row)
}
