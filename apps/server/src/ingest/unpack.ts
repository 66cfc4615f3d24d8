import { pipeline, Readable } from 'node:stream'
import { constants, createGunzip } from 'node:zlib'
import { AppError } from '../errors.ts'
import type { IngestLimits } from './limits.ts'

type Limits = Pick<IngestLimits, 'unpackedBytes' | 'unpackedShare' | 'freelyUnpackedBytes'>

/**
 * The bytes of a gzip file, unpacked in a stream. Refuses what gets too large, absolutely or for its packed size, as
 * soon as that is seen. `isCut`: only the first part of the file is there.
 */
export async function* unpack(
  packed: AsyncIterable<Buffer>,
  limits: Limits,
  isCut = false,
): AsyncGenerator<Buffer, void> {
  let packedBytes = 0
  let unpackedBytes = 0
  const counted = Readable.from(count(), { objectMode: false, highWaterMark: blockBytes })
  const gunzip = createGunzip({ chunkSize: blockBytes, ...(isCut && { finishFlush: constants.Z_SYNC_FLUSH }) })
  // What fails comes out of the loop below.
  pipeline(counted, gunzip, () => {})
  try {
    for await (const bytes of gunzip) {
      if (!Buffer.isBuffer(bytes)) continue
      unpackedBytes += bytes.length
      checkSize()
      yield bytes
    }
  } catch (error) {
    throw isBrokenGzip(error) ? broken(error) : error
  } finally {
    gunzip.destroy()
  }

  async function* count() {
    for await (const bytes of packed) {
      packedBytes += bytes.length
      // A copy, since streams hold more than one at a time.
      yield Buffer.from(bytes)
    }
  }

  function checkSize(): void {
    if (unpackedBytes > limits.unpackedBytes)
      throw tooLarge(`more than ${limits.unpackedBytes} bytes`, limits.unpackedBytes)
    const allowed = Math.max(limits.freelyUnpackedBytes, packedBytes * limits.unpackedShare)
    if (unpackedBytes > allowed) {
      throw tooLarge(`more than ${limits.unpackedShare} times its packed size`, limits.unpackedShare)
    }
  }
}

const blockBytes = 65_536

function tooLarge(what: string, limit: number): AppError {
  return new AppError('unpacked_too_large', `Unpacked, the file has ${what}. Split it.`, [], { limit })
}

function isBrokenGzip(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_')
}

function broken(error: Error): AppError {
  return new AppError('gzip_invalid', `The gzip file is broken: ${error.message}. Pack it again.`)
}
