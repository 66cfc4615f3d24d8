import { AppError } from '../errors.ts'

const gzipMagic = Buffer.from([0x1f, 0x8b])
const zipMagics = ['PK\x03\x04', 'PK\x05\x06'].map((magic) => Buffer.from(magic, 'latin1'))
const otherKinds = new Map<string, readonly Buffer[]>([
  ['a zip archive or an Excel workbook', zipMagics],
  ['a Parquet file', [Buffer.from('PAR1')]],
  ['an old Excel workbook', [Buffer.from('d0cf11e0a1b11ae1', 'hex')]],
  ['a PDF', [Buffer.from('%PDF-')]],
  ['a picture', [Buffer.from('89504e47', 'hex'), Buffer.from('ffd8ff', 'hex'), Buffer.from('GIF8')]],
  ['a bzip2 file', [Buffer.from('BZh')]],
  ['an xz file', [Buffer.from('fd377a585a00', 'hex')]],
  ['a zstd file', [Buffer.from('28b52ffd', 'hex')]],
  ['a 7z archive', [Buffer.from('377abcaf271c', 'hex')]],
  ['a RAR archive', [Buffer.from('Rar!')]],
])

/** Whether the bytes begin as gzip does. */
export function isGzip(head: Buffer): boolean {
  return startsWith(head, gzipMagic)
}

/** Refuses, by its first bytes, a file that there is no reader for. `head` is unpacked already. */
export function checkFileKind(head: Buffer): void {
  if (isGzip(head)) throw unsupported('a file that is packed twice')
  for (const [kind, magics] of otherKinds) {
    if (magics.some((magic) => startsWith(head, magic))) throw unsupported(kind)
  }
}

/** Refuses text that holds NUL bytes: no text file does. */
export function checkIsText(head: Buffer): void {
  if (head.includes(0)) throw unsupported('a binary file')
}

function unsupported(kind: string): AppError {
  return new AppError(
    'file_type_unsupported',
    `This is ${kind}. Sluice reads CSV, TSV, NDJSON and JSON, each also packed once with gzip.`,
  )
}

const startsWith = (head: Buffer, magic: Buffer) => head.subarray(0, magic.length).equals(magic)
