import { AppError } from '../errors.ts'
import { checkFrame } from './check-frame.ts'
import { CollectedBytes, isBlank, StringTracker } from './json-scan.ts'
import type { ReaderTarget, RecordReader } from './record-reader.ts'
import { takeRecord } from './take-record.ts'

const lineFeed = 10
const comma = 44
const openBracket = 91
const closeBracket = 93
const openBrace = 123
const closeBrace = 125
const mostFrameBytes = 1_048_576

/**
 * Reads JSON that is an array of records, or objects around one: then the records are the first array that begins
 * with an object. Keeps one item at a time; what stands around the array, its frame, is checked at the end.
 */
export function createJsonReader(target: ReaderTarget): RecordReader {
  const { lineBytes } = target.limits
  const strings = new StringTracker()
  const frame = new CollectedBytes()
  const item = new CollectedBytes()
  /** `peek`: an array has begun that may be the one. */
  let place: 'frame' | 'peek' | 'items' = 'frame'
  let isFound = false
  /** Open brackets: of the frame, of arrays in it, and of the item. */
  let frameDepth = 0
  let frameArrays = 0
  let itemDepth = 0
  let items = 0
  let line = 1
  let itemLine = 1

  function push(bytes: Buffer): void {
    let start = 0
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0
      if (place === 'peek' && !isBlank(byte)) {
        const isRecords = byte === openBrace || (frameDepth === 1 && byte !== closeBracket)
        place = isRecords ? 'items' : 'frame'
        if (isRecords) {
          isFound = true
          frame.add(bytes.subarray(start, at))
          start = at
          itemLine = line
        } else frameArrays++
      }
      if (byte === lineFeed) line++
      if (strings.takes(byte)) continue
      if (place === 'frame') stepFrame(byte)
      else if (place === 'items' && endsItem(byte)) {
        finishItem(bytes.subarray(start, at), byte === closeBracket)
        start = byte === comma ? at + 1 : at
      }
    }
    const rest = bytes.subarray(start)
    if (place === 'items') item.add(rest)
    else frame.add(rest)
    checkSizes()
  }

  function stepFrame(byte: number): void {
    if (byte === openBracket) {
      frameDepth++
      if (frameArrays > 0 || isFound) frameArrays++
      else place = 'peek'
    } else if (byte === openBrace) frameDepth++
    else if (byte === closeBrace) frameDepth--
    else if (byte === closeBracket) {
      frameDepth--
      if (frameArrays > 0) frameArrays--
    }
  }

  /** Whether the byte ends an item; follows its brackets. */
  function endsItem(byte: number): boolean {
    if (byte === openBrace || byte === openBracket) itemDepth++
    else if (itemDepth === 0) return byte === comma || byte === closeBracket
    else if (byte === closeBrace || byte === closeBracket) itemDepth--
    return false
  }

  function finishItem(end: Buffer, isLast: boolean): void {
    const text = item.take(end)
    const begin = text.findIndex((byte) => !isBlank(byte))
    if (begin === -1) throw notJson(`The array of records lacks an item before line ${line}.`)
    for (let at = 0; at < begin; at++) if (text[at] === lineFeed) itemLine++
    takeRecord(text, itemLine, target, true)
    items++
    itemLine = line
    if (!isLast) return
    place = 'frame'
    frameDepth--
  }

  function checkSizes(): void {
    if (item.length > lineBytes) {
      const message = `The record on line ${itemLine} goes on for more than ${lineBytes} bytes.`
      throw new AppError('record_too_large', message, [], { line: itemLine, limit: lineBytes })
    }
    if (frame.length > mostFrameBytes) {
      throw new AppError(
        'json_array_missing',
        `More than ${mostFrameBytes} bytes of the file stand outside of an array of records. Send the array alone.`,
      )
    }
  }

  function notJson(message: string): AppError {
    return new AppError('json_invalid', message, [], { line })
  }

  return {
    push,
    end({ isCut }) {
      if (isCut) return
      if (place !== 'frame') throw notJson(`The array of records isn’t closed: the file ends after ${items} of them.`)
      checkFrame(frame.take().toString(), isFound)
    },
  }
}
