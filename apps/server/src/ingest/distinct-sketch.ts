const registerBits = 10
export const registers = 1 << registerBits
const alpha = 0.7213 / (1 + 1.079 / registers)
/** Ends the count of leading zeros where the hash does. */
const lowestRank = 1 << (registerBits - 1)

/**
 * Estimates how many different values were seen (HyperLogLog, 1,024 registers: about 3 % off, nearly exact for few).
 * Two sketches of the same attribute can be merged.
 */
export class DistinctSketch {
  readonly #registers: Uint8Array

  constructor(stored?: string) {
    this.#registers = new Uint8Array(registers)
    if (stored !== undefined) this.#registers.set(Buffer.from(stored, 'base64').subarray(0, registers))
  }

  /** `hash`: of a value, 32 bits, as {@link hashText} makes it. */
  add(hash: number): void {
    const spread = spreadHash(hash)
    const place = placeOf(spread)
    const rank = rankOf(spread)
    if (rank > (this.#registers[place] ?? 0)) this.#registers[place] = rank
  }

  merge(other: DistinctSketch): void {
    this.mergeRegisters(other.#registers)
  }

  /** Registers that were filled elsewhere, by {@link placeOf} and {@link rankOf}. */
  mergeRegisters(other: Uint8Array): void {
    for (const [place, rank] of other.entries()) {
      if (rank > (this.#registers[place] ?? 0)) this.#registers[place] = rank
    }
  }

  get estimate(): number {
    let sum = 0
    let empty = 0
    for (const rank of this.#registers) {
      sum += 2 ** -rank
      if (rank === 0) empty++
    }
    const raw = (alpha * registers * registers) / sum
    return Math.round(raw <= 2.5 * registers && empty > 0 ? registers * Math.log(registers / empty) : raw)
  }

  toString(): string {
    return Buffer.from(this.#registers).toString('base64')
  }
}

/** Which register a spread hash belongs to, and the rank it brings there. */
export function placeOf(spread: number): number {
  return spread >>> (32 - registerBits)
}
export function rankOf(spread: number): number {
  return Math.clz32((spread << registerBits) | lowestRank) + 1
}

/** What of a text is hashed, at most; the rest hardly tells values apart. */
const hashedLength = 1_000
/** Room for the UTF-8 of so much text, and to read a word of four from its last byte. */
const utf8 = Buffer.alloc(hashedLength * 3 + 4)

/** The hash of a text: of its UTF-8 bytes. */
export function hashText(text: string): number {
  return hashBytes(utf8, utf8.write(text.length > hashedLength ? text.slice(0, hashedLength) : text))
}

/** The hash of the first `length` bytes, in words of four: begun with their number, then word by word. */
export function hashBytes(bytes: Buffer, length: number): number {
  let hash = length
  let place = 0
  for (; place + 4 <= length; place += 4) hash = hashWord(hash, bytes.readInt32LE(place))
  return place < length ? hashLastWord(hash, bytes.readInt32LE(place), length - place) : hash
}

export function hashWord(hash: number, word: number): number {
  const mixed = Math.imul(hash ^ word, hashPrime)
  return mixed ^ (mixed >>> 15)
}

/** As {@link hashWord}, of the first one to three bytes of the word. */
export function hashLastWord(hash: number, word: number, bytes: number): number {
  return hashWord(hash, word & (0x00ffffff >>> ((3 - bytes) * 8)))
}

const hashPrime = 0x01000193

/** Spreads the hash over all 32 bits (the end of MurmurHash3). */
export function spreadHash(hash: number): number {
  let mixed = hash ^ (hash >>> 16)
  mixed = Math.imul(mixed, 0x85ebca6b)
  mixed ^= mixed >>> 13
  mixed = Math.imul(mixed, 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}
