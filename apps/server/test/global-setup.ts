import { rm } from 'node:fs/promises'
import type { TestProject } from 'vitest/node'
import { createPool } from '../src/database/create-pool.ts'
import { startEmbeddedPostgres } from '../src/database/embedded/start-embedded-postgres.ts'
import { migrate } from '../src/database/migrate.ts'
import { createSliceQueue } from '../src/delivery/slice-queue.ts'
import { temporaryFolder } from './temporary-folder.ts'
import type { TestCluster } from './test-cluster.ts'
import { templateDatabase } from './test-cluster.ts'

/** One Postgres for the whole run, with a migrated database, its queue made, that each test's own is copied from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataFolder = await temporaryFolder()
  const postgres = await startEmbeddedPostgres({ dataFolder, log: silent })
  const cluster: TestCluster = { ...postgres.connection }
  const server = createPool({ ...cluster, max: 1 })
  // Nothing here has to outlive the machine, and the disk is what tests would wait for.
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit'])
    await server.query(`alter system set ${setting} = off`)
  await server.query('select pg_reload_conf()')
  await server.query(`create database ${templateDatabase}`)
  await server.end()
  const template = createPool({ ...cluster, database: templateDatabase })
  await migrate(template)
  await template.end()
  const queue = createSliceQueue({ ...cluster, database: templateDatabase }, silent)
  await queue.start()
  await queue.stop()
  project.provide('testCluster', cluster)
  return async () => {
    await postgres.stop()
    await rm(dataFolder, { recursive: true })
  }
}

const silent = { info: () => {}, warn: () => {}, error: () => {} }
