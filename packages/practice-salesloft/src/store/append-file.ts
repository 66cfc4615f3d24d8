import { closeSync, fstatSync, ftruncateSync, openSync, readSync, renameSync, writeFileSync, writeSync } from 'node:fs'

const readSize = 1 << 20
const newline = 10

/** A file of lines that grows at its end. What `append` has returned from survives the death of the process. */
export class AppendFile {
  readonly #path: string
  #descriptor: number
  #length: number

  constructor(path: string) {
    this.#path = path
    this.#descriptor = openSync(path, 'a+')
    this.#length = fstatSync(this.#descriptor).size
  }

  get length(): number {
    return this.#length
  }

  /** Writes all of it, or throws and leaves the file as it was. */
  append(text: string): void {
    const bytes = Buffer.from(text)
    try {
      for (let written = 0; written < bytes.length; ) written += writeSync(this.#descriptor, bytes, written)
    } catch (error) {
      ftruncateSync(this.#descriptor, this.#length)
      throw error
    }
    this.#length += bytes.length
  }

  /** Puts a file with this text in its place, in one step. */
  replace(text: string): void {
    writeFileSync(`${this.#path}.new`, text)
    renameSync(`${this.#path}.new`, this.#path)
    closeSync(this.#descriptor)
    this.#descriptor = openSync(this.#path, 'a+')
    this.#length = Buffer.byteLength(text)
  }

  truncate(length: number): void {
    ftruncateSync(this.#descriptor, length)
    this.#length = length
  }

  read(start: number, end: number): Buffer {
    const bytes = Buffer.allocUnsafe(end - start)
    for (let read = 0; read < bytes.length; ) {
      const count = readSync(this.#descriptor, bytes, read, bytes.length - read, start + read)
      if (count === 0) throw new Error('A file of Practice Salesloft is shorter than it should be.')
      read += count
    }
    return bytes
  }

  /** Calls back for each whole line with where it starts and ends; cuts off a last line that a crash left unfinished. */
  eachLine(visit: (line: string, start: number, end: number) => void): void {
    let rest = Buffer.alloc(0)
    let restStart = 0
    for (let at = 0; at < this.#length; at += readSize) {
      const block = Buffer.concat([rest, this.read(at, Math.min(at + readSize, this.#length))])
      let lineStart = 0
      for (let end = block.indexOf(newline); end >= 0; end = block.indexOf(newline, lineStart)) {
        visit(block.toString('utf8', lineStart, end), restStart + lineStart, restStart + end + 1)
        lineStart = end + 1
      }
      rest = block.subarray(lineStart)
      restStart += lineStart
    }
    if (rest.length > 0) this.truncate(restStart)
  }

  close(): void {
    closeSync(this.#descriptor)
  }
}
