import { type OpenBuilder, openBuilder } from '@sluice/request-builder'
import type { BuildStep, SourceRecord } from '@sluice/schema'
import { v7 as uuid } from 'uuid'
import type { Lane } from './lane.ts'
import { invalidResult, unmendableResult } from './results.ts'
import type { Slice } from './slice.ts'
import { type History, noHistory, toWorkItem } from './work-item.ts'

const mostItems = 512
const mostBytes = 32 * 1024 * 1024
/** Enough to have in hand, where what can go of it is so many times what may be in flight. */
const enoughBytes = 4 * 1024 * 1024
const enoughPerFlight = 4
/** How far requests may be ahead of the cursor. */
const mostAhead = 60_000

export type RecordTaker = {
  /** Takes the next record: at once, or with a promise once memory has room for it. Not when the slice is stopped. */
  take(record: SourceRecord): Promise<void> | null
  /** No more records come: batches that aren't full go out as they are. */
  rest(): void
}

/** Turns records into items of work, as far as memory allows; files those that make no request. */
export function createRecordTaker(
  slice: Slice,
  lane: Lane,
  historyOf: (seqs: readonly number[]) => History = () => noHistory,
): RecordTaker {
  const builder = openBuilder(slice.plan)
  const takeSteps = (steps: readonly BuildStep[]) => {
    for (const step of steps) {
      if (step.kind === 'request') slice.queue.add(toWorkItem(slice, lane, step.request, historyOf(step.request.seqs)))
      else {
        const notMade = historyOf([step.seq]).isInDoubt ? unmendableResult : invalidResult
        slice.file(notMade(lane, step.seq, step.problems))
      }
    }
  }

  /** When only open batches stand between the cursor and this record, they go out as they are. */
  async function makeRoom(seq: number): Promise<void> {
    slice.changed()
    await slice.until(() => hasRoom(slice, seq) || (slice.queue.size === 0 && slice.results.length === 0))
    if (hasRoom(slice, seq)) return
    takeSteps(builder.rest())
    slice.changed()
    await slice.until(() => hasRoom(slice, seq))
  }

  const takeNow = (record: SourceRecord) => {
    if (!slice.progress.stop) takeSteps(buildSafely(slice, builder, record))
  }

  return {
    take(record) {
      if (!hasRoom(slice, record.seq)) return makeRoom(record.seq).then(() => takeNow(record))
      takeNow(record)
      return null
    },
    rest: () => takeSteps(builder.rest()),
  }
}

function hasRoom(slice: Slice, seq: number): boolean {
  const { queue, prefix, progress } = slice
  if (progress.stop !== null) return true
  const isFull = queue.size >= mostItems || queue.bytes >= mostBytes || seq - prefix.cursor >= mostAhead
  return !isFull && !(queue.bytes >= enoughBytes && canKeepSending(slice))
}

/** What waits for its time or for another request's target doesn't count: others may go meanwhile. */
function canKeepSending({ queue, outbox, progress, credential }: Slice): boolean {
  const going = queue.readyCount + progress.committing + outbox.length + progress.inFlight
  return going >= enoughPerFlight * credential.limits.inFlight
}

/** A record that makes building fail twice is filed as such, and the others go on. */
function buildSafely(slice: Slice, builder: OpenBuilder, record: SourceRecord): BuildStep[] {
  for (let failures = 0; ; failures += 1) {
    try {
      return builder.add(record)
    } catch (error) {
      if (failures === 0) continue
      const reference = uuid()
      const { destinationId } = slice.handOut
      slice.parts.log.error({ err: error, reference, destinationId, seq: record.seq }, 'A record can’t be built.')
      const message = `Something went wrong in Sluice while this record was built. The log tells what, under the reference ${reference}.`
      return [{ kind: 'invalid', seq: record.seq, problems: [{ code: 'internal_error', message }] }]
    }
  }
}
