import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Logger } from 'pino'
import { StartError } from '../../start-error.ts'
import { choosePlace } from './choose-place.ts'
import { clusterIdentity } from './cluster-identity.ts'
import { findBinaries } from './find-binaries.ts'
import { databaseUser } from './initialise-cluster.ts'
import { runningSocketFolder } from './postmaster.ts'
import type { EmbeddedPostgres } from './start-embedded-postgres.ts'

type Options = { readonly dataFolder: string; readonly log: Pick<Logger, 'info'> }

/**
 * How to reach the private Postgres of a data folder that another Sluice, its owner, has started. Throws a
 * {@link StartError} when none runs there.
 */
export async function joinEmbeddedPostgres({ log, ...options }: Options): Promise<EmbeddedPostgres['connection']> {
  const dataFolder = resolve(options.dataFolder)
  const nobody = new StartError(
    `A worker needs a database, and no Sluice runs on the data folder ${dataFolder}. Start that one first, or set DATABASE_URL.`,
  )
  if (!existsSync(dataFolder)) throw nobody
  const identity = await clusterIdentity(dataFolder)
  const place = await choosePlace({ dataFolder, identity, binaries: await findBinaries(), log })
  const socketFolder = existsSync(place.clusterFolder) ? await runningSocketFolder(place) : undefined
  if (socketFolder === undefined) throw nobody
  return { host: socketFolder, user: databaseUser, password: identity.password, database: 'postgres' }
}
