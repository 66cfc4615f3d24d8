/** Bytes of the text in UTF-8; a lone surrogate counts as its replacement, three. */
export function utf8Length(text: string): number {
  let bytes = text.length
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 0x80) continue
    if (code < 0x800) bytes += 1
    else if (code >= 0xd800 && code < 0xdc00 && isLow(text.charCodeAt(at + 1))) {
      // A pair is two code units and four bytes.
      bytes += 2
      at++
    } else bytes += 2
  }
  return bytes
}

const isLow = (code: number) => code >= 0xdc00 && code < 0xe000
