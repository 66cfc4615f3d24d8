import { MessageChannel } from 'node:worker_threads'
import { AppError } from '../../errors.ts'
import type { FileFindings, FileReading, PackedChunk, ReadSettings } from '../read-file.ts'
import { Mailbox } from './mailbox.ts'
import { type Begin, type FromReader, slotBytes, slotCount, type ToReader } from './messages.ts'
import { createNetworkSweep } from './network-sweep.ts'
import { keepReaderThread, takeReaderThread } from './reader-threads.ts'

/**
 * Reads a file as `readFile` does, in a thread of its own: a large file neither holds up requests, nor makes garbage in
 * the large heap of the main thread. The thread ends when the file is refused, or its chunks aren't wanted any more.
 */
export async function readFileApart(source: AsyncIterable<Buffer>, settings: ReadSettings): Promise<FileReading> {
  const slots = new SharedArrayBuffer(slotBytes * slotCount)
  const { port1: port, port2 } = new MessageChannel()
  const worker = takeReaderThread()
  const begin: Begin = { ...settings, slots, port: port2 }
  worker.postMessage(begin, [port2])
  const told = new Mailbox<Exclude<FromReader, { kind: 'free' }>>()
  const free = new Mailbox<number>()
  for (let slot = 0; slot < slotCount; slot++) free.put(slot)
  port.on('message', (message: FromReader) => {
    if (message.kind === 'free') free.put(message.slot)
    else told.put(message)
  })
  const fail = (error: unknown) => {
    told.fail(error)
    free.fail(error)
  }
  const hasEnded = () => fail(new Error('The thread that reads a file has ended before the file did.'))
  worker.on('error', fail).on('exit', hasEnded)
  const post = (message: ToReader) => port.postMessage(message)
  feed().catch(fail)

  try {
    const opened = await told.take()
    if (opened.kind === 'refused') throw toError(opened)
    if (opened.kind !== 'opened') throw new Error(`The thread that reads a file began with “${opened.kind}”.`)
    return { options: opened.options, chunks: chunks() }
  } catch (error) {
    await end(false)
    throw error
  }

  async function end(isDone: boolean): Promise<void> {
    port.close()
    worker.off('error', fail).off('exit', hasEnded)
    if (isDone) keepReaderThread(worker)
    else await worker.terminate()
  }

  async function feed(): Promise<void> {
    let slot = await free.take()
    let length = 0
    const send = async () => {
      post({ kind: 'piece', slot, length })
      slot = await free.take()
      length = 0
    }
    const sweep = createNetworkSweep()
    for await (const bytes of source) {
      sweep(bytes.length)
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
    let isDone = false
    try {
      for (;;) {
        const message = await told.take()
        isDone = message.kind === 'done'
        if (message.kind === 'done') return message.findings
        if (message.kind === 'refused') throw toError(message)
        if (message.kind !== 'chunk') continue
        yield message.chunk
        post({ kind: 'taken' })
      }
    } finally {
      await end(isDone)
    }
  }
}

function toError({ code, message, problems, extra }: Extract<FromReader, { kind: 'refused' }>): AppError {
  return new AppError(code, message, problems, extra)
}
