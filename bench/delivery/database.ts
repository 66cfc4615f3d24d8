import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The private database of a Sluice that runs on this data folder: how to connect, and its process. */
export async function databaseOf(dataFolder: string) {
  const { password }: { password: string } = JSON.parse(await readFile(join(dataFolder, 'postgres.json'), 'utf8'))
  const lines = (await readFile(join(dataFolder, 'postgres/postmaster.pid'), 'utf8')).split('\n')
  return {
    pid: Number(lines[0]),
    connection: { host: lines[4] ?? '', user: 'sluice', password, database: 'postgres' },
  }
}
