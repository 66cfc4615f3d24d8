import { randomBytes } from 'node:crypto'
import { link, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const ClusterIdentity = z.strictObject({ id: z.string().regex(/^[0-9a-f]{16}$/), password: z.string().min(32) })

/** What ties a data folder to its database: a name for folders elsewhere, and the password. */
export type ClusterIdentity = z.infer<typeof ClusterIdentity>

/** Reads the identity kept in a data folder (file mode 0600), made at the first call; safe with several at once. */
export async function clusterIdentity(dataFolder: string): Promise<ClusterIdentity> {
  const file = join(dataFolder, 'postgres.json')
  const kept = await readIfThere(file)
  if (kept !== undefined) return ClusterIdentity.parse(JSON.parse(kept))
  const made = { id: randomBytes(8).toString('hex'), password: randomBytes(32).toString('base64url') }
  const draft = `${file}.${process.pid}`
  await writeFile(draft, `${JSON.stringify(made)}\n`, { mode: 0o600 })
  await link(draft, file).catch(() => {}) // another process was first: its identity counts
  await rm(draft)
  return ClusterIdentity.parse(JSON.parse(await readFile(file, 'utf8')))
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
