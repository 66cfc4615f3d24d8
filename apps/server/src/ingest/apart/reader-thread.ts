import { parentPort } from 'node:worker_threads'
import { AppError } from '../../errors.ts'
import { readFile } from '../read-file.ts'
import { Mailbox } from './mailbox.ts'
import { type Begin, chunksAhead, type FromReader, slotBytes, type ToReader } from './messages.ts'

/* The thread that reads one file after the other: see reader-threads.ts, which starts it. */

if (!parentPort) throw new Error('This file is started as a thread.')
parentPort.on('message', (begin: Begin) => void read(begin))

async function read({ port, slots, given, limits }: Begin): Promise<void> {
  const send = (message: FromReader, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer)
  const pieces = new Mailbox<Exclude<ToReader, { kind: 'taken' }>>()
  const taken = new Mailbox<true>()
  port.on('message', (message: ToReader) => {
    if (message.kind === 'taken') taken.put(true)
    else pieces.put(message)
  })

  try {
    const { options, chunks } = await readFile(source(), { given, limits })
    send({ kind: 'opened', options })
    let ahead = 0
    for (let next = await chunks.next(); ; next = await chunks.next()) {
      if (next.done) {
        send({ kind: 'done', findings: next.value })
        break
      }
      if (ahead === chunksAhead) await taken.take()
      else ahead++
      send({ kind: 'chunk', chunk: next.value }, [next.value.body.buffer])
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { code, message, problems, extra } = error
    send({ kind: 'refused', code, message, problems, extra })
  }
  port.close()

  /** The pieces of the file, where they lie: each is good until the next one is asked for. */
  async function* source(): AsyncGenerator<Buffer, void> {
    for (let piece = await pieces.take(); piece.kind === 'piece'; piece = await pieces.take()) {
      yield Buffer.from(slots, piece.slot * slotBytes, piece.length)
      send({ kind: 'free', slot: piece.slot })
    }
  }
}
