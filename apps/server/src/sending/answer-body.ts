import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'

type Decoder = ReturnType<typeof createGunzip | typeof createInflate | typeof createBrotliDecompress>

const keptBytes = 1_048_576
const readBytes = 10_485_760

export type AnswerBody = {
  /** Takes a piece as it came; false once no more is wanted: the connection can be closed. */
  add(chunk: Buffer): boolean
  /** Ends the body; `isWhole` false when the connection broke off. What isn't packed is there at once. */
  end(isWhole: boolean): AnswerText | Promise<AnswerText>
}

/** The first 1 MiB. */
export type AnswerText = { readonly text: string; readonly isCut: boolean }

/** Reads the body of an answer: one level of gzip, deflate or br, at most 10 MiB of it, the first 1 MiB kept. */
export function createAnswerBody(contentEncoding: string): AnswerBody {
  const encoding = contentEncoding.trim().toLowerCase()
  if (encoding === '' || encoding === 'identity') return createPlainBody()
  const decoder = createDecoder(encoding)
  return decoder === null ? createUnreadableBody() : createPackedBody(decoder)
}

function createPlainBody(): AnswerBody {
  const kept: Buffer[] = []
  let bytes = 0
  return {
    add(chunk) {
      if (bytes < keptBytes) kept.push(chunk.subarray(0, keptBytes - bytes))
      bytes += chunk.length
      return bytes <= readBytes
    },
    end: (isWhole) => ({ text: toText(kept), isCut: !isWhole || bytes > keptBytes }),
  }
}

function createPackedBody(decoder: Decoder): AnswerBody {
  const plain = createPlainBody()
  const { promise: done, resolve } = Promise.withResolvers<boolean>()
  let isWanted = true
  let packedBytes = 0
  decoder.on('data', (chunk: Buffer) => {
    if (!isWanted) return
    isWanted = plain.add(chunk)
    if (!isWanted) decoder.destroy()
  })
  decoder.once('end', () => resolve(true)).once('close', () => resolve(false))
  decoder.on('error', () => resolve(false))
  return {
    add(chunk) {
      packedBytes += chunk.length
      if (isWanted && !decoder.destroyed) decoder.write(chunk)
      return isWanted && !decoder.destroyed && packedBytes <= readBytes
    },
    async end(isWhole) {
      if (packedBytes > 0 && !decoder.destroyed) decoder.end()
      else decoder.destroy()
      const isDecoded = (await done) || (isWhole && packedBytes === 0)
      return plain.end(isWhole && isDecoded && isWanted)
    },
  }
}

/** Of an encoding that wasn't asked for: nothing of it can be shown. */
function createUnreadableBody(): AnswerBody {
  let bytes = 0
  return {
    add(chunk) {
      bytes += chunk.length
      return bytes <= readBytes
    },
    end: (isWhole) => ({ text: '', isCut: !isWhole || bytes > 0 }),
  }
}

function createDecoder(encoding: string): Decoder | null {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip()
    case 'deflate':
      return createInflate()
    case 'br':
      return createBrotliDecompress()
    default:
      return null
  }
}

/** Text of the bytes; a character that was cut in two at the end is left off, a NUL is shown as U+FFFD. */
function toText(chunks: readonly Buffer[]): string {
  const [only] = chunks
  const bytes = chunks.length === 1 && only ? only : Buffer.concat(chunks)
  const text = bytes.toString()
  // A decoder costs more than a short text, and is needed only for its ends.
  const isWhole = !text.endsWith('\ufffd') && !text.startsWith('\ufeff')
  return (isWhole ? text : new TextDecoder().decode(bytes, { stream: true })).replaceAll('\0', '\ufffd')
}
