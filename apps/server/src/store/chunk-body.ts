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
  return decompress(body)
}
