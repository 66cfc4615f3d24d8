/** Records as the text of a chunk, ready to be filed. */
export type FullBuffer = {
  readonly bytes: Buffer
  readonly count: number
  /** The lines of the input that they began on. */
  readonly lines: readonly number[]
  /** Gives `bytes` back to be used again; whoever doesn't call it may keep them. */
  release(): void
}

export type RecordBufferSize = { readonly records: number; readonly bytes: number }
/** Of a chunk of a Nexset, about. */
const chunkSize: RecordBufferSize = { records: 1_000, bytes: 1_048_576 }

/** What each chunk begins with: the names of its rows. */
const noHead: Buffer = Buffer.alloc(0)

/**
 * Takes records as bytes and gathers them in chunks. A reader asks for room, writes into `bytes` from `length` on and
 * calls `finish`; what it wrote before that counts for nothing.
 */
export class RecordBuffer {
  bytes: Buffer
  /** The same bytes. */
  view: DataView
  length = 0
  #count = 0
  #lines: number[] = []
  #head = noHead
  #full: FullBuffer[] = []
  readonly #size: RecordBufferSize

  constructor(size: RecordBufferSize = chunkSize) {
    this.#size = size
    this.bytes = takeBuffer()
    this.view = viewOf(this.bytes)
  }

  /** Begins every chunk from now on with a line; there is no record yet. */
  beginWith(head: Buffer): void {
    this.#head = head
    this.#begin()
  }

  /** Sees to it that a record of `bytes` bytes fits behind `length`. */
  makeRoom(bytes: number): void {
    const needed = this.length + bytes
    if (needed <= this.bytes.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.bytes.length * 2))
    this.bytes.copy(larger, 0, 0, this.length)
    this.#use(larger)
  }

  /** The record ends before `end`; a line end goes there. */
  finish(end: number, line: number): void {
    this.bytes[end] = lineFeed
    this.length = end + 1
    this.#count++
    this.#lines.push(line)
    if (this.#count >= this.#size.records || this.length >= this.#size.bytes) this.#close()
  }

  /** Adds a record that is JSON text on one line already. */
  add(record: Uint8Array, line: number): void {
    this.makeRoom(record.length + 1)
    this.bytes.set(record, this.length)
    this.finish(this.length + record.length, line)
  }

  /** The chunks that are full, each given out once. */
  takeFull(): FullBuffer[] {
    const full = this.#full
    this.#full = []
    return full
  }

  /** All that is left, at the end; nothing is added after it. */
  takeRest(): FullBuffer[] {
    if (this.#count > 0) this.#close()
    keepBuffer(this.bytes)
    this.#use(noHead)
    return this.takeFull()
  }

  #close(): void {
    const { bytes } = this
    this.#full.push({
      bytes: bytes.subarray(0, this.length),
      count: this.#count,
      lines: this.#lines,
      release: () => keepBuffer(bytes),
    })
    this.#count = 0
    this.#lines = []
    this.#use(takeBuffer())
    this.#begin()
  }

  #begin(): void {
    this.length = 0
    this.makeRoom(this.#head.length)
    this.length = this.#head.copy(this.bytes)
  }

  #use(bytes: Buffer): void {
    this.bytes = bytes
    this.view = viewOf(bytes)
  }
}

/** A view of the same bytes. */
export function viewOf(bytes: Buffer): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** Buffers of this thread that nobody uses: made anew for each file, they would be garbage that is long in going. */
const free: Buffer[] = []

const takeBuffer = (): Buffer => free.pop() ?? Buffer.allocUnsafeSlow(initialBytes)

function keepBuffer(bytes: Buffer): void {
  if (bytes.length >= initialBytes && bytes.length <= keptBytes && free.length < mostFree) free.push(bytes)
}

const lineFeed = 10
const initialBytes = 1_048_576
const keptBytes = 2 * initialBytes
const mostFree = 4
