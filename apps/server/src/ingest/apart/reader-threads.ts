import { Worker } from 'node:worker_threads'

const program = new URL('reader-thread.ts', import.meta.url)
const heapMegabytes = 512
const youngMegabytes = 8
/** A thread that has read a file has its code compiled; the next file may be near. */
const keptMs = 60_000

let kept: { readonly worker: Worker; readonly forget: () => void } | undefined

/** A thread that reads a file when it is told to begin: one that has read others, or a new one. */
export function takeReaderThread(): Worker {
  if (!kept) {
    const resourceLimits = { maxOldGenerationSizeMb: heapMegabytes, maxYoungGenerationSizeMb: youngMegabytes }
    return new Worker(program, { resourceLimits })
  }
  const { worker, forget } = kept
  forget()
  worker.ref()
  return worker
}

/** Takes back a thread that has read its file to the end: it is kept for a while, beside no other. */
export function keepReaderThread(worker: Worker): void {
  if (kept) {
    void worker.terminate()
    return
  }
  const timer = setTimeout(() => {
    forget()
    void worker.terminate()
  }, keptMs).unref()
  const forget = () => {
    clearTimeout(timer)
    worker.off('error', forget).off('exit', forget)
    kept = undefined
  }
  worker.on('error', forget).on('exit', forget).unref()
  kept = { worker, forget }
}
