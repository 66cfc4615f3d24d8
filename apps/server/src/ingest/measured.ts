import { createHash } from 'node:crypto'
import { AppError } from '../errors.ts'

const headBytes = 65_536

/** SHA-256 of a file as it was sent: whole, and of its first 64 KiB. */
export type Measure = { readonly bytes: number; readonly contentHash: Buffer; readonly headHash: Buffer }

/** Passes a file on, and measures it; refuses it as soon as it is longer than allowed. */
export class Measured {
  #bytes = 0
  readonly #content = createHash('sha256')
  readonly #head = createHash('sha256')
  readonly stream: AsyncGenerator<Buffer, void>

  constructor(source: AsyncIterable<Buffer>, limits: { readonly fileBytes: number }) {
    this.stream = this.#pass(source, limits.fileBytes)
  }

  /** What was passed on; call it once, when `stream` has ended. */
  take(): Measure {
    return { bytes: this.#bytes, contentHash: this.#content.digest(), headHash: this.#head.digest() }
  }

  async *#pass(source: AsyncIterable<Buffer>, mostBytes: number): AsyncGenerator<Buffer, void> {
    for await (const bytes of source) {
      if (this.#bytes < headBytes) this.#head.update(bytes.subarray(0, headBytes - this.#bytes))
      this.#bytes += bytes.length
      if (this.#bytes > mostBytes) {
        throw new AppError(
          'upload_too_large',
          `The file is larger than ${mostBytes} bytes. Split it, or pack it with gzip.`,
          [],
          { limit: mostBytes },
        )
      }
      this.#content.update(bytes)
      yield bytes
    }
  }
}
