import { isUtf8 } from 'node:buffer'
import type { FileOptions } from '@sluice/schema'
import { AppError } from '../errors.ts'
import { utf16Converter } from './utf-16.ts'
import { windows1252Converter } from './windows-1252.ts'

export type Encoding = NonNullable<FileOptions['encoding']>

/** Gives UTF-8 of what is pushed; a character that is cut in two is kept for the next time. */
export type Converter = {
  push(bytes: Buffer): Buffer
  /** Throws if a character was left unfinished. */
  end(): void
}

const marks: readonly { encoding: Encoding; bytes: Buffer }[] = [
  { encoding: 'utf-8', bytes: Buffer.from('efbbbf', 'hex') },
  { encoding: 'utf-16le', bytes: Buffer.from('fffe', 'hex') },
  { encoding: 'utf-16be', bytes: Buffer.from('feff', 'hex') },
]

/** The encoding that a byte order mark names, and how long the mark is. */
export function readMark(head: Buffer): { encoding: Encoding; length: number } | undefined {
  const mark = marks.find(({ bytes }) => head.subarray(0, bytes.length).equals(bytes))
  return mark && { encoding: mark.encoding, length: mark.bytes.length }
}

/** `offset`: where in the file the first byte stands. Throws `encoding_invalid` with the place of the first wrong byte. */
export function createConverter(encoding: Encoding, offset: number): Converter {
  switch (encoding) {
    case 'utf-8':
      return utf8Converter(offset)
    case 'utf-16le':
    case 'utf-16be':
      return utf16Converter(encoding, offset)
    case 'windows-1252':
      return windows1252Converter()
    default:
      return encoding satisfies never
  }
}

/** Passes UTF-8 on as it is, checked. */
function utf8Converter(start: number): Converter {
  let offset = start
  let cut: Buffer = Buffer.alloc(0)
  return {
    push(bytes) {
      const all = cut.length > 0 ? Buffer.concat([cut, bytes]) : bytes
      const whole = all.length - cutBytes(all)
      const ready = all.subarray(0, whole)
      if (!isUtf8(ready)) throw notUtf8(offset + firstWrongByte(ready))
      offset += whole
      cut = Buffer.from(all.subarray(whole))
      return ready
    },
    end() {
      if (cut.length > 0) throw notUtf8(offset)
    },
  }
}

/** How many bytes at the end are the begin of a character. */
function cutBytes(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return back < length ? back : 0
    }
  }
  return 0
}

function firstWrongByte(bytes: Buffer): number {
  let good = 0
  let bad = bytes.length
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    const head = bytes.subarray(0, middle)
    if (isUtf8(head.subarray(0, head.length - cutBytes(head)))) good = middle
    else bad = middle
  }
  // The character that became wrong with the byte at `good` begins there or up to three bytes before.
  const head = bytes.subarray(0, good)
  return good - cutBytes(head)
}

function notUtf8(at: number): AppError {
  const message = `The file isn’t UTF-8: the byte at ${at} is no part of a character. If it comes from an older program or from Excel, choose the encoding Windows-1252.`
  return new AppError('encoding_invalid', message, [{ code: 'encoding_invalid', message, at }])
}
