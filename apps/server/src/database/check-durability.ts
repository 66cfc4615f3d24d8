import type { Pool } from 'pg'
import { StartError } from '../start-error.ts'

const needed = ['fsync', 'full_page_writes', 'synchronous_commit']

/**
 * Checks that what the database confirms is on disk. The embedded one is ours, so it must be (else a
 * {@link StartError}); for a managed one, gives a warning to show for each setting that is off.
 */
export async function checkDurability(pool: Pool, kind: 'embedded' | 'managed'): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    "select name from pg_settings where name = any($1) and setting = 'off' order by name",
    [needed],
  )
  if (rows.length > 0 && kind === 'embedded') {
    throw new StartError(
      `The database runs with ${rows.map(({ name }) => name).join(', ')} off, so accepted records could be lost. Remove that setting from postgresql.conf.`,
    )
  }
  return rows.map(
    ({ name }) => `The database runs with ${name} off: records that Sluice has accepted can be lost when it crashes.`,
  )
}
