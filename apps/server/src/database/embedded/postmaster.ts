import { existsSync } from 'node:fs'
import { chown, readFile, rm, writeFile } from 'node:fs/promises'
import { platform } from 'node:os'
import { join } from 'node:path'
import { awaitEnd } from '../../processes/end-process.ts'
import { StartError } from '../../start-error.ts'
import type { Place } from './choose-place.ts'
import { clusterSettings } from './cluster-settings.ts'
import { privateFolder, settingsFile } from './initialise-cluster.ts'
import { runCommand } from './run-command.ts'

const socketName = '.s.PGSQL.5432'
const longestSocketPath = platform() === 'darwin' ? 103 : 107

/** The socket folder of the server that runs on this cluster, a crashed Sluice's too, or `undefined` if none does. */
export async function runningSocketFolder(place: Place): Promise<string | undefined> {
  const lines = await pidFileLines(place)
  if (!lines) return undefined
  const { code } = await pgCtl(place, ['status'])
  if (code !== 0) return undefined
  if (await isPostgres(Number(lines[0]))) return lines[4] || undefined
  // The machine restarted and gave the old number to another program, which Postgres would mistake for itself.
  await rm(pidFile(place))
  return undefined
}

/** Starts a server on the cluster and waits until it answers. Gives its socket folder, or `undefined` if it didn't start. */
export async function startPostmaster(
  place: Place,
  socketFolder: string,
): Promise<{ started: boolean; output: string }> {
  const settings = join(place.clusterFolder, settingsFile)
  await writeFile(settings, clusterSettings(socketFolder), { mode: 0o600 })
  if (place.account) await chown(settings, place.account.uid, place.account.gid)
  const log = join(place.clusterFolder, 'start.log')
  await rm(log, { force: true })
  const { code, output } = await pgCtl(place, ['start', '--wait', '--timeout', '300', '--silent', '--log', log])
  const details = existsSync(log) ? await readFile(log, 'utf8') : ''
  return { started: code === 0, output: `${output}\n${details}`.trim() }
}

/** Ends the server and all its connections, keeping every committed write. */
export async function stopPostmaster(place: Place): Promise<void> {
  const pid = Number((await pidFileLines(place))?.[0])
  if (!(pid > 0)) return
  const fast = await pgCtl(place, ['stop', '--wait', '--timeout', '20', '--silent', '--mode', 'fast'])
  if (fast.code !== 0) await pgCtl(place, ['stop', '--wait', '--timeout', '5', '--silent', '--mode', 'immediate'])
  await awaitEnd(pid)
}

/** The cluster folder itself, or a short private one where its path is longer than a socket's may be. */
export async function socketFolderFor({ clusterFolder, account }: Place): Promise<string> {
  if (Buffer.byteLength(join(clusterFolder, socketName)) <= longestSocketPath) return clusterFolder
  return privateFolder('/tmp/sluice-', account)
}

/** Refuses a cluster that another major version of Postgres made: it can't be opened, only moved. */
export async function checkMajor({ clusterFolder, binaries }: Place): Promise<void> {
  const made = (await readFile(join(clusterFolder, 'PG_VERSION'), 'utf8')).trim()
  if (made === binaries.major) return
  throw new StartError(
    `The database in ${clusterFolder} was made by Postgres ${made}; this Sluice brings Postgres ${binaries.major}, which can’t open it. ` +
      `Nothing was changed. To move it: start the Sluice that made it, save it with Postgres ${made}’s ` +
      `“pg_dump --format=custom --file=sluice.dump --host=${clusterFolder} --username=sluice postgres” (the password is in postgres.json ` +
      `of the data folder), stop that Sluice, rename ${clusterFolder}, start this one once, and load the file with ` +
      `“pg_restore --clean --if-exists --dbname=postgres sluice.dump” in the same way.`,
  )
}

function pgCtl({ binaries, clusterFolder, account }: Place, args: readonly string[]) {
  return runCommand(join(binaries.folder, 'bin', 'pg_ctl'), [...args, '--pgdata', clusterFolder], account)
}

function pidFile({ clusterFolder }: Place): string {
  return join(clusterFolder, 'postmaster.pid')
}

async function pidFileLines(place: Place): Promise<string[] | undefined> {
  return existsSync(pidFile(place)) ? (await readFile(pidFile(place), 'utf8')).split('\n') : undefined
}

async function isPostgres(pid: number): Promise<boolean> {
  if (platform() === 'linux')
    return (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')).startsWith('postgres')
  return (await runCommand('ps', ['-p', String(pid), '-o', 'comm='])).output.includes('postgres')
}
