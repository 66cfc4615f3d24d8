import { promisify } from 'node:util'
import { constants, zstdCompress, zstdDecompress } from 'node:zlib'

const compress = promisify(zstdCompress)
const decompress = promisify(zstdDecompress)
const params = { [constants.ZSTD_c_compressionLevel]: 1 }

/** NDJSON as it lies in a chunk. */
export async function packBody(ndjson: Buffer): Promise<Buffer> {
  return compress(ndjson, { params })
}

export async function unpackBody(body: Buffer): Promise<Buffer> {
  return decompress(body, { chunkSize: Math.min(largestPart, Math.max(smallestPart, body.length * usualRatio)) })
}

/** Unpacked in one part, a body isn't copied once more. */
const usualRatio = 8
const smallestPart = 65_536
const largestPart = 2_097_152
