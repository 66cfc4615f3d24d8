/** The first bytes of a stream, and the whole of it, these bytes included. */
export type Peeked = { readonly head: Buffer; readonly isWhole: boolean; readonly stream: AsyncGenerator<Buffer, void> }

/** Waits for the first `bytes` bytes (fewer if there are no more). Whoever takes it must use `stream` from then on. */
export async function peek(source: AsyncIterable<Buffer>, bytes: number): Promise<Peeked> {
  const iterator = source[Symbol.asyncIterator]()
  const parts: Buffer[] = []
  let length = 0
  let isWhole = false
  while (length < bytes && !isWhole) {
    const next = await iterator.next()
    if (next.done) isWhole = true
    else {
      parts.push(next.value)
      length += next.value.length
    }
  }
  async function* stream() {
    try {
      yield* parts
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value
    } finally {
      await iterator.return?.()
    }
  }
  return { head: Buffer.concat(parts), isWhole, stream: stream() }
}
