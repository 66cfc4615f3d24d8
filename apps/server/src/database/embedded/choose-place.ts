import { existsSync } from 'node:fs'
import { chmod, cp, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from 'pino'
import type { ClusterIdentity } from './cluster-identity.ts'
import type { Binaries } from './find-binaries.ts'
import { type Account, runCommand } from './run-command.ts'

/** Where the cluster lies, which binaries run it, and as whom. */
export type Place = { readonly clusterFolder: string; readonly binaries: Binaries; readonly account: Account }

type Options = {
  readonly dataFolder: string
  readonly identity: ClusterIdentity
  readonly binaries: Binaries
  readonly log: Pick<Logger, 'info'>
  readonly sharedFolder?: string
}

/**
 * The cluster lies in the data folder, unless Sluice runs as root: Postgres refuses root, so it runs as another
 * account, and where a folder above is closed to that one, cluster and binaries go to `/var/lib/sluice/<id>`.
 */
export async function choosePlace(options: Options): Promise<Place> {
  const { dataFolder, identity, binaries, log, sharedFolder = '/var/lib/sluice' } = options
  const near = join(dataFolder, 'postgres')
  if (process.getuid?.() !== 0) return { clusterFolder: near, binaries, account: null }

  const elsewhere = join(sharedFolder, identity.id)
  const far = join(elsewhere, 'postgres')
  const account = await accountFor([far, near])
  if (!existsSync(far) && (await canEnter(dataFolder, account))) {
    return { clusterFolder: near, binaries: await reachable(binaries, sharedFolder, account), account }
  }
  await openFolder(sharedFolder)
  await openFolder(elsewhere)
  await writeFile(join(elsewhere, 'belongs-to'), `${dataFolder}\n`)
  if (!existsSync(far) && existsSync(near)) await move(near, far, account)
  log.info(
    `The database lies in ${far}: ${dataFolder} is closed to other accounts than root, and it can’t run as root.`,
  )
  return { clusterFolder: far, binaries: await reachable(binaries, sharedFolder, account), account }
}

/** Whoever owns the cluster that exists, else `nobody`. */
async function accountFor(clusterFolders: readonly string[]): Promise<{ uid: number; gid: number }> {
  for (const folder of clusterFolders) {
    if (!existsSync(folder)) continue
    const { uid, gid } = await stat(folder)
    if (uid !== 0) return { uid, gid }
  }
  const accounts = await readFile('/etc/passwd', 'utf8')
  const [, , uid, gid] = /^nobody:.*$/m.exec(accounts)?.[0].split(':') ?? []
  return { uid: Number(uid ?? 65534), gid: Number(gid ?? 65534) }
}

async function canEnter(folder: string, account: Account): Promise<boolean> {
  return (await runCommand('test', ['-x', folder], account)).code === 0
}

/** The binaries where the account can run them: as installed, or copied once for every Sluice of this machine. */
async function reachable(binaries: Binaries, sharedFolder: string, account: Account): Promise<Binaries> {
  if (await canEnter(join(binaries.folder, 'bin', 'postgres'), account)) return binaries
  const folder = join(sharedFolder, `binaries-${binaries.version}`)
  if (!existsSync(folder)) {
    const draft = `${folder}.${process.pid}`
    await openFolder(sharedFolder)
    await cp(binaries.folder, draft, { recursive: true, verbatimSymlinks: true })
    await must('chmod', ['-R', 'a+rX', draft])
    await rename(draft, folder).catch(() => rm(draft, { recursive: true })) // another process was first
  }
  return { ...binaries, folder }
}

async function move(from: string, to: string, account: { uid: number; gid: number }): Promise<void> {
  const draft = `${to}.${process.pid}`
  await cp(from, draft, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true })
  await handOver(draft, account)
  await rename(draft, to)
  await rename(from, `${from}.moved`)
}

async function handOver(folder: string, { uid, gid }: { uid: number; gid: number }): Promise<void> {
  await must('chown', ['-R', `${uid}:${gid}`, folder])
}

/** A folder that every account may enter, whatever this one's usual modes are. */
async function openFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await chmod(folder, 0o755)
}

async function must(command: string, args: readonly string[]): Promise<void> {
  const { code, output } = await runCommand(command, args)
  if (code !== 0) throw new Error(`${command} failed: ${output}`)
}
