import { type Kysely, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Pass } from './outcomes.ts'
import { storableText } from './storable.ts'

/** Of natural keys, the newest record with each that a request was made of. */
export async function findNewestByKey(
  db: Kysely<Database>,
  { id, pass }: Pass,
  keys: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ key: string; seq: number }>`
    select u.key, max(u.seq) as seq from intent_group g cross join unnest(g.seqs, g.keys) as u (seq, key)
    where g.destination_id = ${id} and g.pass = ${pass} and g.keys is not null
      and u.key = any(${keys.map(storableText)}::text[])
    group by u.key`.execute(db)
  return new Map(rows.map(({ key, seq }) => [key, seq]))
}
