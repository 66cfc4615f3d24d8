/** Room behind the bytes, so that a word of four can be read from the last of them. */
const spare = 4
const quotationMark = 34
const backslash = 92
const firstPrintable = 32

/** JSON's short escapes, by byte: `\n` for a line feed, and so on. */
const shortEscapes = new Map([
  [8, 98],
  [9, 116],
  [10, 110],
  [12, 102],
  [13, 114],
])

/** The bytes of a cell's text: as in the file, but without the second of doubled quotes. Used again for each cell. */
export class PlainCell {
  bytes: Buffer = Buffer.alloc(1_024)
  length = 0

  /** Takes the cell from `start` up to `end`; `quote` 0: no quote is doubled in it. */
  take(bytes: Uint8Array, start: number, end: number, quote: number): void {
    if (this.bytes.length < end - start + spare) this.bytes = Buffer.alloc(2 * (end - start) + spare)
    const plain = this.bytes
    let length = 0
    for (let at = start; at < end; at++) {
      const byte = bytes[at] ?? 0
      plain[length++] = byte
      if (byte === quote && quote !== 0) at++
    }
    this.length = length
  }

  /** Writes it as the inside of a JSON text, as `JSON.stringify` does; gives where that ends. */
  writeEscaped(out: Uint8Array, to: number): number {
    const { bytes, length } = this
    let place = to
    for (let at = 0; at < length; at++) {
      const byte = bytes[at] ?? 0
      if (byte >= firstPrintable && byte !== quotationMark && byte !== backslash) out[place++] = byte
      else place = writeEscape(out, place, byte)
    }
    return place
  }
}

function writeEscape(out: Uint8Array, to: number, byte: number): number {
  const short = byte < firstPrintable ? shortEscapes.get(byte) : byte
  out[to] = backslash
  if (short !== undefined) {
    out[to + 1] = short
    return to + 2
  }
  const code = `u00${byte.toString(16).padStart(2, '0')}`
  for (let index = 0; index < code.length; index++) out[to + 1 + index] = code.charCodeAt(index)
  return to + 1 + code.length
}
