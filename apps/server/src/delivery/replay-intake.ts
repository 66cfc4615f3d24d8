import type { Lane } from './lane.ts'
import type { Slice } from './slice.ts'
import { createRecordTaker } from './take-records.ts'
import { noHistory } from './work-item.ts'

const pageSize = 500

/**
 * Reads the records that a replay has still to send, and turns them into items of work. What isn't in quarantine any
 * more is passed over: nothing is sent twice by this. `isTaken`: the record is in hand already, from an earlier slice.
 */
export async function replayIntake(slice: Slice, lane: Lane, isTaken: (seq: number) => boolean): Promise<void> {
  const { parts, progress } = slice
  const inDoubt = new Set<number>()
  const taker = createRecordTaker(slice, lane, (seqs) => {
    const isInDoubt = seqs.some((seq) => inDoubt.has(seq))
    return { ...noHistory, isRepeat: isInDoubt, isInDoubt }
  })
  let isLastInDoubt = false
  for (let after = 0; ; ) {
    const waiting = await parts.replayRecords.waiting(lane.runId, after, pageSize)
    const gone = waiting.flatMap(({ seq, outcome }) => (outcome === null && !isTaken(seq) ? [seq] : []))
    if (gone.length > 0) await parts.replayRecords.passOver(lane.runId, gone)
    const passed = new Set(gone)
    for (const { seq, outcome } of waiting) if (outcome === 'unknown') inDoubt.add(seq)
    const seqs = waiting.flatMap(({ seq }) => (passed.has(seq) || lane.has(seq) || isTaken(seq) ? [] : [seq]))
    for (const record of await lane.readRecords(seqs)) {
      // What becomes of a batch that may be applied twice says nothing of records that surely weren't.
      if (inDoubt.has(record.seq) !== isLastInDoubt) taker.rest()
      isLastInDoubt = inDoubt.has(record.seq)
      const room = taker.take(record)
      if (room) await room
      if (progress.stop) return
    }
    slice.changed()
    const last = waiting.at(-1)
    if (!last) break
    after = last.seq
  }
  taker.rest()
  slice.changed()
}
