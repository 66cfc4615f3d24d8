import { AppError } from '../errors.ts'
import { PendingBytes } from './pending-bytes.ts'
import type { ReaderTarget, RecordReader } from './record-reader.ts'
import { takeRecord } from './take-record.ts'

const lineFeed = 10

/** Reads NDJSON: one JSON object a line, kept as it stands there. Blank lines are skipped. */
export function createNdjsonReader(target: ReaderTarget): RecordReader {
  const { lineBytes } = target.limits
  const pending = new PendingBytes()
  let line = 1

  function read(): void {
    const bytes = pending.unread
    let at = 0
    for (let end = bytes.indexOf(lineFeed); end !== -1; end = bytes.indexOf(lineFeed, at)) {
      takeRecord(bytes.subarray(at, end), line, target)
      line++
      at = end + 1
    }
    pending.keep(at)
    if (pending.length <= lineBytes) return
    const message = `Line ${line} goes on for more than ${lineBytes} bytes. Put each record on a line of its own.`
    throw new AppError('record_too_large', message, [], { line, limit: lineBytes })
  }

  return {
    push(bytes) {
      if (pending.add(bytes) || pending.length > lineBytes) read()
    },
    end({ isCut }) {
      read()
      if (!isCut) takeRecord(pending.unread, line, target)
    },
  }
}
