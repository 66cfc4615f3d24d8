import type { PracticeSalesloft } from '../practice-salesloft.ts'
import { type Answer, jsonAnswer } from '../server/answer.ts'
import { isTableName, tables } from '../store/tables.ts'
import { type Control, numberIn } from './control-request.ts'

const mostAtOnce = 1_000

/** What is kept in a table, by id upwards, in pages of `{ records, total, next }`. */
export function listRecords(practice: PracticeSalesloft, { query }: Control): Answer {
  const table = query.get('table') ?? ''
  if (!isTableName(table)) throw new RangeError(`table must be one of ${Object.keys(tables).join(', ')}.`)
  const after = numberIn(query, 'after') ?? 0
  const limit = Math.min(numberIn(query, 'limit') ?? 100, mostAtOnce)
  const all = practice.records(table)
  const rest = all.filter(({ id }) => id > after)
  const records = rest.slice(0, limit)
  const next = rest.length > limit ? (records.at(-1)?.id ?? null) : null
  return jsonAnswer(200, { records, total: all.length, next })
}
