import type { Lane } from './lane.ts'
import type { Slice } from './slice.ts'
import { createRecordTaker } from './take-records.ts'

/**
 * Reads the Nexset ahead of the sending and turns its records into items of work, as far as memory allows; at its end
 * waits a little for what arrives. `isTaken`: the record is in hand already, from an earlier slice.
 */
export async function intakeLoop(slice: Slice, lane: Lane, isTaken: (seq: number) => boolean): Promise<void> {
  const { progress, parts } = slice
  let readTo = slice.prefix.cursor
  while (!progress.stop) {
    const arrivals = progress.arrivals
    readTo = await readOn(slice, lane, readTo, isTaken)
    if (progress.stop) return
    slice.changed()
    await slice.until(() => progress.stop !== null || progress.arrivals > arrivals, parts.waits.lingerMs)
    if (progress.arrivals === arrivals) break
  }
}

/** Reads from there to the newest record; gives its seq. Batches that aren't full at the end go out as they are. */
async function readOn(slice: Slice, lane: Lane, after: number, isTaken: (seq: number) => boolean): Promise<number> {
  const { parts, handOut, inputs, progress } = slice
  const taker = createRecordTaker(slice, lane)
  let readTo = after
  const chunks = parts.records.readChunks(handOut.nexsetId, after, { typesVersion: inputs.typesVersion })
  for await (const { records } of chunks) {
    for (const record of records) {
      readTo = record.seq
      if (lane.has(record.seq) || isTaken(record.seq)) continue
      const room = taker.take(record)
      if (room) await room
      if (progress.stop) return readTo
    }
    slice.changed()
  }
  taker.rest()
  return readTo
}
