import type { FileInspection, FileOptions } from '@sluice/schema'
import { createCsvReader } from './csv-reader.ts'
import { createConverter, readMark } from './encoding.ts'
import { checkFileKind, checkIsText, isGzip } from './file-kind.ts'
import { dialectOf, guessOptions, type ReadOptions } from './guess-options.ts'
import { createJsonReader } from './json-reader.ts'
import type { IngestLimits } from './limits.ts'
import { createNdjsonReader } from './ndjson-reader.ts'
import { peek } from './peek.ts'
import { ProblemList } from './problem-list.ts'
import { Profile } from './profile.ts'
import { type FullBuffer, RecordBuffer } from './record-buffer.ts'
import type { ReaderTarget, RecordReader } from './record-reader.ts'
import { unpack } from './unpack.ts'

export type OpenFile = Pick<FileInspection, 'options' | 'guessed' | 'isGzipped'> & {
  /** The records, chunk by chunk, read as they are taken. Throws an `AppError` when the file is refused. */
  readonly chunks: AsyncGenerator<FullBuffer, void>
  /** What was found so far; complete once `chunks` has ended. */
  readonly problems: ProblemList
  readonly profile: Profile
  /** Whether `chunks`, when ended, has come to the end of the file. */
  isWhole(): boolean
}

type Settings = {
  readonly given: FileOptions
  readonly limits: IngestLimits
  /** Only the first part of the file is there, or is to be looked at. */
  readonly part?: { readonly isCut: boolean; readonly mostBytes: number }
}

const kindBytes = 16
const headBytes = 65_536

/** Finds out what a file is and how it is read, from its first bytes. Throws an `AppError` for what has no reader. */
export async function openFile(source: AsyncIterable<Buffer>, { given, limits, part }: Settings): Promise<OpenFile> {
  const sent = await peek(source, kindBytes)
  const isGzipped = isGzip(sent.head)
  const plain = await peek(isGzipped ? unpack(sent.stream, limits, part?.isCut) : sent.stream, headBytes)
  checkFileKind(plain.head)
  const mark = readMark(plain.head)
  const encoding = mark?.encoding ?? given.encoding ?? 'utf-8'
  if (!encoding.startsWith('utf-16')) checkIsText(plain.head)

  const converter = createConverter(encoding, mark?.length ?? 0)
  const stream = withoutMark(plain.stream, mark?.length ?? 0)
  const first = await peek(convert(), headBytes)
  const { options, guessed } = guessOptions(first.head, first.isWhole && !part?.isCut, given)
  const target = {
    records: new RecordBuffer(),
    problems: new ProblemList(limits),
    profile: new Profile(limits),
    limits,
  }
  const reader = createReader(options, target)
  let isCut = part?.isCut ?? false

  async function* convert(): AsyncGenerator<Buffer, void> {
    for await (const bytes of stream) yield converter.push(bytes)
    if (!part?.isCut) converter.end()
  }

  async function* read(): AsyncGenerator<FullBuffer, void> {
    let seen = 0
    for await (const bytes of first.stream) {
      reader.push(bytes)
      yield* target.records.takeFull()
      seen += bytes.length
      if (part && seen >= part.mostBytes) {
        isCut = true
        break
      }
    }
    reader.end({ isCut })
    yield* target.records.takeRest()
  }

  return {
    options: { ...options, encoding },
    guessed: mark || given.encoding === undefined ? [...guessed, 'encoding'] : [...guessed],
    isGzipped,
    chunks: read(),
    problems: target.problems,
    profile: target.profile,
    isWhole: () => !isCut,
  }
}

async function* withoutMark(stream: AsyncIterable<Buffer>, markBytes: number): AsyncGenerator<Buffer, void> {
  let left = markBytes
  for await (const bytes of stream) {
    const rest = bytes.subarray(left)
    left = Math.max(0, left - bytes.length)
    if (rest.length > 0) yield rest
  }
}

function createReader(options: ReadOptions, target: ReaderTarget): RecordReader {
  switch (options.format) {
    case 'csv':
    case 'tsv':
      return createCsvReader({ ...options, ...dialectOf(options) }, target)
    case 'json':
      return createJsonReader(target)
    case 'ndjson':
      return createNdjsonReader(target)
    default:
      return options.format satisfies never
  }
}
