import type { Converter } from './encoding.ts'

/** What the bytes from 0x80 to 0x9F stand for; the five that stand for nothing stay control characters. */
const special = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** The UTF-8 of each byte from 0x80 on. */
const utf8 = Array.from({ length: 128 }, (_, index) => Buffer.from(special[index] ?? String.fromCharCode(128 + index)))

/** Node's own decoder has no such table in every build; this one is exact. */
export function windows1252Converter(): Converter {
  return {
    push(bytes) {
      const text = Buffer.allocUnsafe(bytes.length * 3)
      let length = 0
      for (const byte of bytes) {
        const letter = byte < 128 ? undefined : utf8[byte - 128]
        if (letter) length += letter.copy(text, length)
        else text[length++] = byte
      }
      return text.subarray(0, length)
    },
    end() {},
  }
}
