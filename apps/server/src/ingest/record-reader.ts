import type { IngestLimits } from './limits.ts'
import type { ProblemList } from './problem-list.ts'
import type { Profile } from './profile.ts'
import type { RecordBuffer } from './record-buffer.ts'

/**
 * Turns the bytes of a file, UTF-8 without byte order mark, into records. Keeps no more of them than one unfinished
 * record. Throws an `AppError` that refuses the file.
 */
export type RecordReader = {
  push(bytes: Buffer): void
  /** There are no more bytes. `isCut`: the file goes on, so an unfinished record at the end is left out. */
  end(how: { isCut: boolean }): void
}

/** Where a reader puts what it finds. */
export type ReaderTarget = {
  readonly records: RecordBuffer
  readonly problems: ProblemList
  readonly profile: Profile
  readonly limits: IngestLimits
}
