import { randomBytes, randomUUID } from 'node:crypto'
import { link, open, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { StartError } from '../../start-error.ts'
import { type MasterKey, openSeal, seal, toMasterKey } from './seal.ts'

/** What the database keeps of master keys: a check value each. */
export type MasterKeyStore = {
  list(): Promise<{ id: string; checkValue: Buffer }[]>
  /** Keeps the first one of an id. */
  insert(id: string, checkValue: Buffer): Promise<void>
}

type Parts = {
  /** Base64 of 32 bytes, from the environment. */
  readonly given?: string | undefined
  readonly dataFolder: string
  readonly store: MasterKeyStore
  readonly log: Pick<Logger, 'info' | 'warn'>
}

const fileName = 'master.key'
const keyBytes = 32
const checkText = 'This is the master key of this database.'
/** A random key has about 30; a typed word or a pattern far fewer. */
const fewestDifferentBytes = 20

/**
 * The master key: from the environment, else from the data folder's key file, which the very first start makes.
 * Proves that it is this database's key before anything is changed. Throws a {@link StartError} otherwise.
 */
export async function loadMasterKey({ given, dataFolder, store, log }: Parts): Promise<MasterKey> {
  const file = join(dataFolder, fileName)
  const known = await store.list()
  const found = given === undefined ? await readKeyFile(file, log) : decode(given, 'SLUICE_MASTER_KEY')
  if (!found && known.length > 0) {
    throw new StartError(
      `The master key of this database is missing: there is no ${file}, and SLUICE_MASTER_KEY isn’t set. Put the key back from your backup; without it no credential can be used.`,
    )
  }
  const master = toMasterKey(found ?? (await makeKeyFile(file, log)))
  if (known.length === 0) await store.insert(master.id, seal(checkText, placeOf(master), master))
  const keys = known.length === 0 ? await store.list() : known
  const own = keys.find(({ id }) => id === master.id)
  if (!own || !isOpenedBy(master, own.checkValue)) {
    throw new StartError(
      `The master key ${given === undefined ? `in ${file}` : 'in SLUICE_MASTER_KEY'} isn’t the one that this database was sealed with. Put the right key back; nothing was changed.`,
    )
  }
  return master
}

const placeOf = ({ id }: MasterKey) => ({ table: 'master_key', row: id, field: 'check_value' })

function isOpenedBy(master: MasterKey, checkValue: Buffer): boolean {
  try {
    return openSeal(checkValue, placeOf(master), master) === checkText
  } catch {
    return false
  }
}

function decode(text: string, where: string): Buffer {
  const trimmed = text.trim()
  const key = Buffer.from(trimmed, 'base64')
  const isWhole = key.length === keyBytes && key.toString('base64') === trimmed
  if (!isWhole || new Set(key).size < fewestDifferentBytes) {
    throw new StartError(
      `The master key in ${where} is too weak: it has to be 32 random bytes in base64. “openssl rand -base64 32” makes one.`,
    )
  }
  return key
}

async function readKeyFile(file: string, log: Parts['log']): Promise<Buffer | null> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw new StartError(`The key file ${file} can’t be read. Give the user that runs Sluice the right to read it.`, {
      cause: error,
    })
  })
  if (text === null) return null
  const { mode } = await stat(file)
  if ((mode & 0o077) !== 0)
    log.warn({ file }, 'Other users of this machine may read the key file. Set its mode to 0600.')
  return decode(text, file)
}

/** Makes the file whole or not at all; when another process made it meanwhile, that one's key counts. */
async function makeKeyFile(file: string, log: Parts['log']): Promise<Buffer> {
  const draft = `${file}.${randomUUID()}.new`
  const handle = await open(draft, 'w', 0o600)
  await handle.writeFile(`${randomBytes(keyBytes).toString('base64')}\n`)
  await handle.sync()
  await handle.close()
  try {
    await link(draft, file)
    log.info(
      { file },
      'A master key was made. Keep a copy of this file in a safe place: without it no credential can be used.',
    )
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    await rm(draft)
  }
  return decode(await readFile(file, 'utf8'), file)
}
