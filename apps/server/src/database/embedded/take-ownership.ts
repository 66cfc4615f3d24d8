import { setTimeout as delay } from 'node:timers/promises'
import type { Client } from 'pg'
import { isAlive } from '../../processes/end-process.ts'
import { StartError } from '../../start-error.ts'

/** The advisory lock that the one Sluice of a data folder holds for as long as its connection lives. */
const ownerLock = 7_305_841
const ownerName = 'sluice owner'

/** Another living Sluice owns the database. */
export class FolderInUse extends StartError {}

/** The name that an owner's connection bears, so that another Sluice can say which process is in its way. */
export function ownerApplicationName(): string {
  return `${ownerName} ${process.pid}`
}

/**
 * Makes this process the owner of the running database through a connection of its own: the lock ends with the
 * process, however that ends. Throws {@link FolderInUse}, which names a living owner.
 */
export async function takeOwnership(client: Client, dataFolder: string): Promise<void> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [ownerLock])
    if (rows[0]?.taken) return
    const owner = await ownerProcess(client)
    if (owner !== undefined && isAlive(owner)) {
      throw new FolderInUse(
        `The data folder ${dataFolder} is in use by another Sluice (process ${owner}). ` +
          'Stop that one first, or give this one another folder with SLUICE_DATA.',
      )
    }
    await delay(100) // the owner has just died: its connection is about to end
  }
  throw new FolderInUse(
    `The data folder ${dataFolder} is in use by another Sluice, maybe in another container. Stop that one first.`,
  )
}

async function ownerProcess(client: Client): Promise<number | undefined> {
  const { rows } = await client.query<{ name: string }>(
    `select application_name as name from pg_locks join pg_stat_activity using (pid)
     where locktype = 'advisory' and classid = 0 and objid = $1 and granted`,
    [ownerLock],
  )
  const pid = Number(rows[0]?.name.slice(ownerName.length))
  return pid > 0 ? pid : undefined
}
