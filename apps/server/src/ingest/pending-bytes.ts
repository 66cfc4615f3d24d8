import { viewOf } from './record-buffer.ts'

const initialBytes = 393_216
/** A buffer that had to grow beyond this isn't kept. */
const keptBytes = 4 * initialBytes
/** Room behind the bytes, so that a word of four can be read from the last of them. */
const spare = 4

/**
 * The unread end of what came so far, in one buffer that is used again and again. A record that isn't complete is
 * looked at again only when twice as much is there, so a long one that comes in small pieces costs no more than twice
 * its length.
 */
export class PendingBytes {
  length = 0
  #buffer: Buffer = Buffer.allocUnsafeSlow(initialBytes)
  #view = viewOf(this.#buffer)
  #wanted = 0

  /** Adds bytes; whether there is enough to look at what is unread. */
  add(bytes: Buffer): boolean {
    const needed = this.length + bytes.length + spare
    if (needed > this.#buffer.length) this.#use(Buffer.allocUnsafeSlow(Math.max(needed, this.#buffer.length * 2)))
    bytes.copy(this.#buffer, this.length)
    this.length += bytes.length
    return this.length >= this.#wanted
  }

  /** All that is unread; good until the next call that adds or keeps. */
  get unread(): Buffer {
    return this.#buffer.subarray(0, this.length)
  }

  /** The same bytes, with some more behind them. */
  get view(): DataView {
    return this.#view
  }

  /** What of the unread, from `start` on, is still unread. */
  keep(start: number): void {
    this.#buffer.copyWithin(0, start, this.length)
    this.length -= start
    this.#wanted = this.length * 2
    if (this.#buffer.length > keptBytes && this.length < initialBytes / 2) {
      this.#use(Buffer.allocUnsafeSlow(initialBytes))
    }
  }

  #use(buffer: Buffer): void {
    this.#buffer.copy(buffer, 0, 0, this.length)
    this.#buffer = buffer
    this.#view = viewOf(buffer)
  }
}
