const mebibyte = 1024 ** 2
const gibibyte = 1024 ** 3

/** What a file may be. Sizes in bytes. */
export type IngestLimits = {
  /** As it is sent. */
  readonly fileBytes: number
  readonly unpackedBytes: number
  /** How many times larger than packed a file may get, beyond its first `freelyUnpackedBytes`. */
  readonly unpackedShare: number
  readonly freelyUnpackedBytes: number
  readonly fileAttributes: number
  readonly recordAttributes: number
  readonly attributeNameLength: number
  /** A larger record is left out and told of; beyond `lineBytes` without an end the file is refused. */
  readonly recordBytes: number
  readonly lineBytes: number
  /** Among the first `judgedRecords`, so many may be bad before the file is refused. */
  readonly judgedRecords: number
  readonly badRecords: number
  /** Problems that are kept with text; the others are only counted. */
  readonly keptProblems: number
  readonly nexsetRecords: number
  readonly storageBytes: number
}

export const ingestLimits: IngestLimits = {
  fileBytes: gibibyte,
  unpackedBytes: 4 * gibibyte,
  unpackedShare: 200,
  freelyUnpackedBytes: 10 * mebibyte,
  fileAttributes: 2_000,
  recordAttributes: 500,
  attributeNameLength: 200,
  recordBytes: mebibyte,
  lineBytes: 16 * mebibyte,
  judgedRecords: 10_000,
  badRecords: 1_000,
  keptProblems: 10_000,
  nexsetRecords: 10_000_000,
  storageBytes: 50 * gibibyte,
}
