import { exactTexts, integers } from '../api/filters.ts'
import { answerList, listing } from '../api/list.ts'
import { shown } from '../api/relations.ts'
import type { Route } from '../api/route.ts'
import type { Json } from '../store/json.ts'
import type { State } from '../store/state.ts'

/** Makes a tag of each name that isn't one yet. */
export function keepTags(state: State, names: Json | undefined): void {
  if (!Array.isArray(names)) return
  for (const name of names)
    if (typeof name === 'string' && state.table('tags').count('name', name) === 0) state.insert('tags', { name })
}

const tags = listing({
  table: 'tags',
  show: (row) => shown(row, ['id', 'name']),
  filters: { ids: integers('id'), search: exactTexts('name', 'name') },
  sorts: { name: (row) => row.name },
  defaultSort: 'name',
})

export const tagRoutes: Route[] = [
  { method: 'GET', path: '/v2/tags', scope: null, handle: (call) => answerList(tags, call) },
]
