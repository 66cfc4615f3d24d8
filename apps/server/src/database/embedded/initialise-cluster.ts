import { existsSync } from 'node:fs'
import { appendFile, chmod, chown, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { StartError } from '../../start-error.ts'
import type { Place } from './choose-place.ts'
import { type Account, runCommand } from './run-command.ts'

/** The one database account, and the file of settings that every start writes anew. */
export const databaseUser = 'sluice'
export const settingsFile = 'sluice.conf'

/**
 * Makes the cluster when there is none. It appears whole or not at all: a crash in the middle leaves a draft beside
 * it that counts for nothing, and of two processes that make it at once, one wins.
 */
export async function initialiseCluster({ clusterFolder, binaries, account }: Place, password: string): Promise<void> {
  if (existsSync(clusterFolder)) return
  const draft = await privateFolder(`${clusterFolder}.new-`, account)
  const secrets = await privateFolder(`${clusterFolder}.secret-`, account)
  const passwordFile = join(secrets, 'password')
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (account) await chown(passwordFile, account.uid, account.gid)

  const { code, output } = await runCommand(
    join(binaries.folder, 'bin', 'initdb'),
    [
      ['--pgdata', draft],
      ['--username', databaseUser],
      ['--pwfile', passwordFile],
      ['--auth', 'scram-sha-256'],
      ['--encoding', 'UTF8'],
      ['--locale-provider', 'builtin'],
      ['--builtin-locale', 'C.UTF-8'],
      ['--no-instructions'],
    ].flat(),
    account,
  )
  await rm(secrets, { recursive: true })
  if (code !== 0) {
    await rm(draft, { recursive: true, force: true })
    throw new StartError(`The database could not be made in ${dirname(clusterFolder)}.\n${output}`)
  }
  await appendFile(join(draft, 'postgresql.conf'), `\ninclude = '${settingsFile}'\n`)
  await rename(draft, clusterFolder).catch(async (cause) => {
    await rm(draft, { recursive: true, force: true })
    if (!existsSync(clusterFolder)) throw cause
  })
}

/** A new folder that only the account may enter. */
export async function privateFolder(prefix: string, account: Account): Promise<string> {
  const folder = await mkdtemp(prefix)
  await chmod(folder, 0o700)
  if (account) await chown(folder, account.uid, account.gid)
  return folder
}
