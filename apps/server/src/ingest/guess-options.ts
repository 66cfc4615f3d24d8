import { isJsonObject, type JsonValue, parse } from '@sluice/json'
import type { FileOptions } from '@sluice/schema'
import { type CsvDialect, CsvRows } from './csv-rows.ts'
import { date, dateTime, integer, none, number, textTypeOf } from './text-type.ts'

/** All that a reader must know. CSV's own options stand for nothing where the format is JSON. */
export type ReadOptions = Required<Omit<FileOptions, 'encoding'>>
export type Guess = { readonly options: ReadOptions; readonly guessed: readonly (keyof ReadOptions)[] }

const delimiters = [',', ';', '\t', '|'] as const
const judgedRows = 200

/** Fills in what isn't given, by the file's first part (UTF-8; `isWhole` if there is no more). */
export function guessOptions(head: Buffer, isWhole: boolean, given: FileOptions): Guess {
  const format = given.format ?? guessFormat(head)
  const isCsv = format === 'csv' || format === 'tsv'
  const givenDelimiter = given.delimiter ?? (given.format === 'tsv' ? '\t' : undefined)
  const dialect = isCsv
    ? guessDialect(head, isWhole, givenDelimiter, given.quote)
    : ({ delimiter: ',', quote: '"' } as const)
  const header = given.header ?? (!isCsv || guessHeader(head, isWhole, dialect))
  const options: ReadOptions = {
    format: isCsv && given.format === undefined ? (dialect.delimiter === '\t' ? 'tsv' : 'csv') : format,
    ...dialect,
    header,
    emptyCells: given.emptyCells ?? 'omit',
  }
  const names = isCsv ? (['format', 'delimiter', 'quote', 'header'] as const) : (['format'] as const)
  const isGiven = { ...given, delimiter: givenDelimiter }
  return { options, guessed: names.filter((name) => isGiven[name] === undefined) }
}

/** The bytes of delimiter and quote. */
export function dialectOf({ delimiter, quote }: Pick<ReadOptions, 'delimiter' | 'quote'>): CsvDialect {
  return { delimiter: delimiter.charCodeAt(0), quote: quote === '' ? 0 : quote.charCodeAt(0) }
}

/** JSON by its first character; NDJSON if the first line, or else the second, is a record of its own. */
function guessFormat(head: Buffer): 'csv' | 'json' | 'ndjson' {
  const text = head.toString().trimStart()
  if (text.startsWith('[')) return /^\[[^[\]{}"\n]*\]\s*[,;\t|]/.test(text) ? 'csv' : 'json'
  if (!text.startsWith('{')) return 'csv'
  const [first = '', second = ''] = text.split('\n').filter((line) => line.trim() !== '')
  return isRecord(first) || isRecord(second) ? 'ndjson' : 'json'
}

/** Whether a line is a record, rather than an object around an array of records. */
function isRecord(line: string): boolean {
  try {
    const value = parse(line)
    return isJsonObject(value) && !holdsRecords(value)
  } catch {
    return false
  }
}

function holdsRecords(value: JsonValue): boolean {
  if (Array.isArray(value)) return isJsonObject(value[0])
  return isJsonObject(value) && Object.values(value).some(holdsRecords)
}

type Dialect = Pick<ReadOptions, 'delimiter' | 'quote'>

/** The delimiter that makes most rows as long as the first; of equals the one that makes more cells. */
function guessDialect(
  head: Buffer,
  isWhole: boolean,
  delimiter: FileOptions['delimiter'],
  quote: FileOptions['quote'],
): Dialect {
  const scoresOf = (quote: ReadOptions['quote']) =>
    (delimiter === undefined ? delimiters : [delimiter]).map((delimiter) => {
      const dialect = { delimiter, quote }
      return { dialect, ...score(head, isWhole, dialect) }
    })
  const bestOf = (scores: ReturnType<typeof scoresOf>) =>
    scores.toSorted(
      (one, other) =>
        Number(other.cells > 1) - Number(one.cells > 1) || other.alike - one.alike || other.cells - one.cells,
    )[0]
  const scores = scoresOf(quote ?? '"')
  const best = bestOf(scores)?.dialect ?? { delimiter: ',', quote: '"' }
  if (quote !== undefined || scores.some(({ quoted }) => quoted > 0)) return best
  // Single quotes count only where they are used without a fault: a name may begin with an apostrophe.
  const single = bestOf(scoresOf("'"))
  return single && single.quoted > 0 && single.faults === 0 ? single.dialect : best
}

/** `alike`: the share of rows as long as the first; `faults`: rows that the quote breaks; `quoted`: cells that open with it. */
function score(head: Buffer, isWhole: boolean, dialect: Dialect) {
  const rows = new CsvRows(dialectOf(dialect))
  const { quote } = dialectOf(dialect)
  let cells = 0
  let all = 0
  let alike = 0
  let faults = 0
  let quoted = 0
  rows.open(head, head.length, isWhole)
  for (let at = 0; at < head.length && all < judgedRows; ) {
    const next = rows.next(at)
    if (quote !== 0 && head[at] === quote) quoted++
    if (next === -1) break
    if (rows.fault) faults++
    if (rows.end > at && !rows.fault) {
      if (cells === 0) cells = rows.cells
      if (rows.cells === cells) alike++
      for (let cell = 1; cell < rows.cells; cell++) {
        if (quote !== 0 && head[(rows.starts[cell] ?? 0) - 1] === quote) quoted++
      }
    }
    if (rows.end > at) all++
    at = next
  }
  return { cells, alike: all === 0 ? 0 : alike / all, faults, quoted }
}

/** A first row that holds a number, a date, an e-mail address or a link, or an empty cell alone, names nothing. */
function guessHeader(head: Buffer, isWhole: boolean, dialect: Dialect): boolean {
  const rows = new CsvRows(dialectOf(dialect))
  rows.open(head, head.length, isWhole)
  let at = 0
  while (at < head.length) {
    const next = rows.next(at)
    if (next === -1) return true
    if (rows.end > at) break
    at = next
  }
  for (let cell = 0; cell < rows.cells; cell++) {
    const from = rows.starts[cell] ?? 0
    const to = rows.ends[cell] ?? 0
    if (looksLikeValue(head, from, to)) return false
  }
  return true
}

const valueTypes = new Set([integer, number, date, dateTime])

function looksLikeValue(bytes: Buffer, from: number, to: number): boolean {
  if (from === to) return false
  const type = textTypeOf(bytes, from, to)
  return (
    type !== none && (valueTypes.has(type) || /^(\S+@\S+\.\S+|https?:\/\/\S+)$/.test(bytes.toString('utf8', from, to)))
  )
}
