import { constants, createZstdCompress } from 'node:zlib'

/** Packs one chunk after the other, with one compressor: a new one for each costs a megabyte and a quarter of the time. */
export type ChunkPacker = {
  /**
   * Chunks may be given while others are still at work; `bytes` must stay as they are until then. What comes back has
   * memory of its own, so that it can be given to another thread.
   */
  pack(bytes: Buffer): Promise<Uint8Array<ArrayBuffer>>
  close(): void
}

/** The small hash table fits the processor's cache and a chunk's size: a tenth quicker, for the same result. */
const params = { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_hashLog]: 13 }

export function createChunkPacker(): ChunkPacker {
  const stream = createZstdCompress({ params, chunkSize: 131_072 })
  let parts: Buffer[] = []
  let turn: Promise<unknown> = Promise.resolve()
  let failed: Error | undefined
  stream.on('data', (part: Buffer) => parts.push(part))
  stream.on('error', (error) => {
    failed = error
  })

  const packNow = (bytes: Buffer) =>
    new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
      stream.write(bytes, (error) => {
        if (error) reject(error)
      })
      // Ends the frame; the next bytes begin a new one.
      stream.flush(constants.ZSTD_e_end, () => {
        const packed = joined(parts)
        parts = []
        if (failed) reject(failed)
        else resolve(packed)
      })
    })

  return {
    pack(bytes) {
      const packed = turn.then(() => packNow(bytes))
      turn = packed.catch(() => {})
      return packed
    },
    close: () => stream.destroy(),
  }
}

function joined(parts: readonly Buffer[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
