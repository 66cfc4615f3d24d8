import { Worker } from 'node:worker_threads'
import { AppError } from '../../errors.ts'
import type { FileFindings, FileReading, PackedChunk, ReadSettings } from '../read-file.ts'
import { Mailbox } from './mailbox.ts'
import { type FromReader, type ReaderData, slotBytes, slotCount, type ToReader } from './messages.ts'

const thread = new URL('reader-thread.ts', import.meta.url)
const heapMegabytes = 512
const youngMegabytes = 8

/**
 * Reads a file as `readFile` does, in a thread of its own: a large file neither holds up requests, nor makes garbage in
 * the large heap of the main thread. The thread ends with the file, or when its chunks aren't wanted any more.
 */
export async function readFileApart(source: AsyncIterable<Buffer>, settings: ReadSettings): Promise<FileReading> {
  const slots = new SharedArrayBuffer(slotBytes * slotCount)
  const data: ReaderData = { ...settings, slots }
  const resourceLimits = { maxOldGenerationSizeMb: heapMegabytes, maxYoungGenerationSizeMb: youngMegabytes }
  const worker = new Worker(thread, { workerData: data, resourceLimits })
  const told = new Mailbox<Exclude<FromReader, { kind: 'free' }>>()
  const free = new Mailbox<number>()
  for (let slot = 0; slot < slotCount; slot++) free.put(slot)
  worker.on('message', (message: FromReader) => {
    if (message.kind === 'free') free.put(message.slot)
    else told.put(message)
  })
  const fail = (error: unknown) => {
    told.fail(error)
    free.fail(error)
  }
  worker.on('error', fail)
  worker.on('exit', () => fail(new Error('The thread that reads a file has ended before the file did.')))
  const post = (message: ToReader) => worker.postMessage(message)
  feed().catch(fail)

  try {
    const opened = await told.take()
    if (opened.kind === 'refused') throw toError(opened)
    if (opened.kind !== 'opened') throw new Error(`The thread that reads a file began with “${opened.kind}”.`)
    return { options: opened.options, chunks: chunks() }
  } catch (error) {
    await worker.terminate()
    throw error
  }

  async function feed(): Promise<void> {
    let slot = await free.take()
    let length = 0
    const send = async () => {
      post({ kind: 'piece', slot, length })
      slot = await free.take()
      length = 0
    }
    for await (const bytes of source) {
      for (let from = 0; from < bytes.length; ) {
        const piece = bytes.subarray(from, from + slotBytes - length)
        new Uint8Array(slots, slot * slotBytes + length, piece.length).set(piece)
        from += piece.length
        length += piece.length
        if (length === slotBytes) await send()
      }
    }
    if (length > 0) await send()
    post({ kind: 'end' })
  }

  async function* chunks(): AsyncGenerator<PackedChunk, FileFindings> {
    try {
      for (;;) {
        const message = await told.take()
        if (message.kind === 'done') return message.findings
        if (message.kind === 'refused') throw toError(message)
        if (message.kind !== 'chunk') continue
        yield message.chunk
        post({ kind: 'taken' })
      }
    } finally {
      await worker.terminate()
    }
  }
}

function toError({ code, message, problems, extra }: Extract<FromReader, { kind: 'refused' }>): AppError {
  return new AppError(code, message, problems, extra)
}
