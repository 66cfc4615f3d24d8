import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/** Where a sealed value lies. It can be opened at no other place. */
export type SealedPlace = { readonly table: string; readonly row: string; readonly field: string }

export type MasterKey = { readonly id: string; readonly key: Buffer }

/** A sealed value can't be opened: it was changed, moved, or sealed with another key. Never tells of the value. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken'

  constructor({ table, row, field }: SealedPlace) {
    super(`The sealed ${field} of ${table} ${row} can’t be opened: it was changed, moved or sealed with another key.`)
  }
}

const cipher = 'aes-256-gcm'
const formatVersion = 1
const keyBytes = 32
const nonceBytes = 12
const tagBytes = 16
const wrappedBytes = nonceBytes + keyBytes + tagBytes

/** A master key with its id, which tells keys apart and nothing of the key. */
export function toMasterKey(key: Buffer): MasterKey {
  return { id: createHash('sha256').update('sluice master key id\n').update(key).digest('hex').slice(0, 16), key }
}

/**
 * Seals a text: a fresh data key encrypts it, and the master key wraps the data key, so that a new master key only has
 * to wrap again. Laid out as version (1 byte), wrapped data key (60), nonce (12), text, tag (16).
 */
export function seal(text: string, place: SealedPlace, master: MasterKey): Buffer {
  const dataKey = randomBytes(keyBytes)
  const wrapped = encrypt(master.key, dataKey, bindingOf(place, `data key of ${master.id}`))
  const sealed = encrypt(dataKey, Buffer.from(text), bindingOf(place, 'text'))
  return Buffer.concat([Buffer.from([formatVersion]), wrapped, sealed])
}

/** Opens what {@link seal} made at the same place with the same key. Throws {@link SealBroken}. */
export function openSeal(sealed: Buffer, place: SealedPlace, master: MasterKey): string {
  if (sealed[0] !== formatVersion || sealed.length < 1 + wrappedBytes + nonceBytes + tagBytes)
    throw new SealBroken(place)
  try {
    const wrapped = sealed.subarray(1, 1 + wrappedBytes)
    const dataKey = decrypt(master.key, wrapped, bindingOf(place, `data key of ${master.id}`))
    return decrypt(dataKey, sealed.subarray(1 + wrappedBytes), bindingOf(place, 'text')).toString()
  } catch {
    throw new SealBroken(place)
  }
}

function bindingOf({ table, row, field }: SealedPlace, part: string): Buffer {
  return Buffer.from(JSON.stringify(['sluice', formatVersion, table, row, field, part]))
}

function encrypt(key: Buffer, plain: Buffer, binding: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes)
  const encryption = createCipheriv(cipher, key, nonce, { authTagLength: tagBytes }).setAAD(binding)
  return Buffer.concat([nonce, encryption.update(plain), encryption.final(), encryption.getAuthTag()])
}

function decrypt(key: Buffer, sealed: Buffer, binding: Buffer): Buffer {
  const nonce = sealed.subarray(0, nonceBytes)
  const decryption = createDecipheriv(cipher, key, nonce, { authTagLength: tagBytes })
    .setAAD(binding)
    .setAuthTag(sealed.subarray(-tagBytes))
  return Buffer.concat([decryption.update(sealed.subarray(nonceBytes, -tagBytes)), decryption.final()])
}
