import { AppError } from '../errors.ts'
import { CsvRecordWriter, type Input } from './csv-record-writer.ts'
import { type CsvDialect, CsvRows } from './csv-rows.ts'
import { PendingBytes } from './pending-bytes.ts'
import { checkAttributeName } from './profile.ts'
import type { ReaderTarget, RecordReader } from './record-reader.ts'
import { unquote } from './unquote.ts'

export type CsvOptions = CsvDialect & {
  readonly header: boolean
  readonly emptyCells: 'omit' | 'null' | 'text'
}

/**
 * Reads CSV: every cell is text, as it stands in the file. A row with more or fewer cells than the first is left out,
 * never shifted; rows without any value are skipped.
 */
export function createCsvReader(options: CsvOptions, target: ReaderTarget): RecordReader {
  const { problems, limits } = target
  const rows = new CsvRows(options)
  const pending = new PendingBytes()
  let writer: CsvRecordWriter | undefined
  let line = 1

  function read(isLast: boolean): void {
    const input = { bytes: pending.unread, view: pending.view }
    const { length } = input.bytes
    rows.open(input.bytes, length, isLast)
    let at = 0
    while (at < length) {
      const next = rows.next(at)
      if (next === -1) break
      takeRow(input, at)
      line += rows.lines
      at = next
    }
    pending.keep(at)
    checkLength()
  }

  function takeRow(input: Input, start: number): void {
    const { bytes } = input
    if (rows.fault === 'quote_not_closed') throw quoteNotClosed(line + rows.openLines)
    if (rows.end === start) return
    if (!writer) {
      writer = new CsvRecordWriter(readHead(bytes), options, target)
      if (options.header) return
    }
    const problem = problemOf(writer.columns, rows.end - start)
    if (problem) problems.add({ ...problem, line, raw: bytes.subarray(start, rows.end) })
    else if (writer.write(input, rows, line)) problems.addGood()
  }

  function problemOf(columns: number, rowBytes: number): { code: string; message: string } | undefined {
    if (rowBytes > limits.recordBytes) {
      return { code: 'record_too_large', message: `The record is larger than ${limits.recordBytes} bytes.` }
    }
    if (rows.fault === 'quote_misplaced') {
      return {
        code: 'csv_quote_misplaced',
        message: 'Text stands behind a closing quote. Double a quote that is part of a value.',
      }
    }
    if (rows.cells === columns) return undefined
    return { code: 'row_length', message: `The row has ${rows.cells} cells; the first row has ${columns}.` }
  }

  function readHead(bytes: Buffer): string[] {
    if (rows.cells > limits.fileAttributes) {
      const message = `The file has ${rows.cells} columns; at most ${limits.fileAttributes} are taken.`
      throw new AppError('too_many_attributes', message, [], { line, limit: limits.fileAttributes })
    }
    const names = Array.from({ length: rows.cells }, (_, cell) =>
      options.header ? cellText(bytes, cell) : `column_${cell + 1}`,
    )
    for (const name of names) checkAttributeName(name, limits, line)
    checkDuplicates(names, line)
    return names
  }

  function cellText(bytes: Buffer, cell: number): string {
    const text = bytes.toString('utf8', rows.starts[cell], rows.ends[cell])
    return unquote(text, rows.bits[cell] ?? 0, options.quote)
  }

  function checkLength(): void {
    if (pending.length <= limits.lineBytes) return
    // Read as if it ended here, to see why it doesn't end.
    rows.open(pending.unread, pending.length, true)
    rows.next(0)
    if (rows.fault === 'quote_not_closed') throw quoteNotClosed(line + rows.openLines)
    const message = `Line ${line} goes on for more than ${limits.lineBytes} bytes. Is this a CSV file?`
    throw new AppError('record_too_large', message, [], { line, limit: limits.lineBytes })
  }

  return {
    push(bytes) {
      if (pending.add(bytes)) read(false)
      else checkLength()
    },
    end({ isCut }) {
      if (!isCut) read(true)
      writer?.close()
    },
  }
}

function checkDuplicates(names: readonly string[], line: number): void {
  const columns = new Map<string, number>()
  for (const [index, name] of names.entries()) {
    const earlier = columns.get(name)
    if (earlier !== undefined) {
      const message = `The columns ${earlier + 1} and ${index + 1} are both named “${name}”. Rename one of them.`
      const problem = { code: 'attribute_name_duplicate', message, attribute: name }
      throw new AppError(
        'attribute_name_duplicate',
        message,
        [
          { ...problem, at: earlier + 1 },
          { ...problem, at: index + 1 },
        ],
        { line },
      )
    }
    columns.set(name, index)
  }
}

function quoteNotClosed(line: number): AppError {
  const message = `The quote that opens on line ${line} is never closed. Close it, double it, or choose another quote.`
  return new AppError('csv_quote_not_closed', message, [], { line })
}
