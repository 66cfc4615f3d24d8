import { AppError } from '../errors.ts'
import type { Converter } from './encoding.ts'

/** UTF-16 to UTF-8. A half of a character without its other half is refused, with its place in the file. */
export function utf16Converter(encoding: 'utf-16le' | 'utf-16be', start: number): Converter {
  let offset = start
  let cut: Buffer = Buffer.alloc(0)

  function invalid(at: number): AppError {
    const message = `The file isn’t ${encoding.toUpperCase()}: at byte ${at} stands half a character. Choose another encoding.`
    return new AppError('encoding_invalid', message, [{ code: 'encoding_invalid', message, at }])
  }

  return {
    push(bytes) {
      const all = Buffer.concat([cut, bytes])
      const even = all.length - (all.length % 2)
      const units = all.subarray(0, even)
      if (encoding === 'utf-16be') units.swap16()
      const endsInHalf = even >= 2 && isHighHalf(units.readUInt16LE(even - 2))
      const whole = endsInHalf ? even - 2 : even
      const text = units.toString('utf16le', 0, whole)
      if (!text.isWellFormed()) throw invalid(offset + 2 * firstHalf(text))
      offset += whole
      cut = Buffer.from(all.subarray(whole))
      if (encoding === 'utf-16be' && endsInHalf) cut.subarray(0, 2).swap16()
      return Buffer.from(text)
    },
    end() {
      if (cut.length > 0) throw invalid(offset)
    },
  }
}

const isHighHalf = (unit: number) => unit >= 0xd800 && unit <= 0xdbff

/** The place of the first half of a character that lacks the other. */
function firstHalf(text: string): number {
  let at = 0
  for (const character of text) {
    if (!character.isWellFormed()) return at
    at += character.length
  }
  return at
}
