import { chmod, mkdir, rm, statfs } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Client, type ClientConfig } from 'pg'
import type { Logger } from 'pino'
import { StartError } from '../../start-error.ts'
import { choosePlace, type Place } from './choose-place.ts'
import { clusterIdentity } from './cluster-identity.ts'
import { findBinaries } from './find-binaries.ts'
import { databaseUser, initialiseCluster } from './initialise-cluster.ts'
import { checkMajor, runningSocketFolder, socketFolderFor, startPostmaster, stopPostmaster } from './postmaster.ts'
import { FolderInUse, ownerApplicationName, takeOwnership } from './take-ownership.ts'

export type EmbeddedPostgres = {
  readonly connection: {
    readonly host: string
    readonly user: string
    readonly password: string
    readonly database: string
  }
  /** What is left on the disk that it lies on. */
  freeBytes(): Promise<number>
  /** Ends the server with all its connections; no process of it is left. */
  stop(): Promise<void>
}

type Options = {
  readonly dataFolder: string
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>
  /** Where the cluster goes when the data folder is closed to the account that runs it. */
  readonly sharedFolder?: string
  /** Called when another Sluice took the database over while it was down. */
  readonly onLost?: (error: Error) => void
}

/**
 * Starts the private Postgres of a data folder, or takes over the one that a crashed Sluice left running. It listens
 * on a unix socket alone, and is started again when it dies. Throws a {@link StartError} if another living Sluice
 * owns the folder, or if another major version of Postgres made it.
 */
export async function startEmbeddedPostgres(options: Options): Promise<EmbeddedPostgres> {
  const { log, onLost = (error: Error) => log.error(error) } = options
  const dataFolder = resolve(options.dataFolder)
  await openFolder(dataFolder)
  const identity = await clusterIdentity(dataFolder)
  const place = await choosePlace({ ...options, dataFolder, identity, binaries: await findBinaries() })
  await initialiseCluster(place, identity.password)
  await checkMajor(place)

  const socketFolder = (await runningSocketFolder(place)) ?? (await socketFolderFor(place))
  const connection = { host: socketFolder, user: databaseUser, password: identity.password, database: 'postgres' }
  const stopping = new AbortController()
  const own = () => ownRunning(place, connection, dataFolder, stopping.signal)
  let restarting = Promise.resolve()
  const watch = (owner: Client) => owner.once('end', () => (restarting = restart()))
  async function restart(): Promise<void> {
    while (!stopping.signal.aborted) {
      log.warn('The database stopped by itself and is started again.')
      try {
        return void watch(await own())
      } catch (error) {
        if (stopping.signal.aborted) return
        if (error instanceof FolderInUse) return onLost(error)
        log.error({ err: error }, 'The database doesn’t start; tried again in a moment.') // a full disk, for one
        await delay(2_000, undefined, { signal: stopping.signal }).catch(() => {})
      }
    }
  }
  watch(await own())

  return {
    connection,
    async freeBytes() {
      const { bavail, bsize } = await statfs(place.clusterFolder)
      return bavail * bsize
    },
    async stop() {
      stopping.abort()
      await restarting
      await stopPostmaster(place)
      if (socketFolder !== place.clusterFolder) await rm(socketFolder, { recursive: true, force: true })
    },
  }
}

/** The data folder; others than its owner may pass through it at most, and only if root made it. */
async function openFolder(folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true })
  const made = await mkdir(folder, { recursive: true })
  if (made !== undefined) await chmod(folder, process.getuid?.() === 0 ? 0o711 : 0o700)
}

/** A connection that owns the server on this cluster, started if it isn't running; given up when aborted. */
async function ownRunning(
  place: Place,
  connection: ClientConfig,
  dataFolder: string,
  signal: AbortSignal,
): Promise<Client> {
  let output = ''
  for (let attempt = 0; attempt < 100; attempt += 1) {
    signal.throwIfAborted()
    if (!(await runningSocketFolder(place))) output = (await startPostmaster(place, String(connection.host))).output
    const client = new Client({ ...connection, application_name: ownerApplicationName() })
    client.on('error', () => {}) // always followed by 'end'
    try {
      await client.connect()
      await takeOwnership(client, dataFolder)
      return client
    } catch (error) {
      await client.end().catch(() => {})
      if (error instanceof StartError) throw error
      output ||= String(error)
      await delay(100) // another Sluice is starting it, or it is just shutting down
    }
  }
  throw new StartError(`The database in ${place.clusterFolder} doesn’t start.\n${output}`)
}
