import { type OpenBuilder, openBuilder } from '@sluice/request-builder'
import type { BuildStep, SourceRecord } from '@sluice/schema'
import { v7 as uuid } from 'uuid'
import { invalidResult } from './results.ts'
import type { Slice } from './slice.ts'
import { toWorkItem } from './work-item.ts'

const mostItems = 1_024
const mostBytes = 32 * 1024 * 1024
/** How far requests may be ahead of the cursor. */
const mostAhead = 60_000

/**
 * Reads the Nexset ahead of the sending and turns its records into items of work, as far as memory allows; at its end
 * waits a little for what arrives. `isTaken`: the record is in hand already, from an earlier slice.
 */
export async function intakeLoop(slice: Slice, isTaken: (seq: number) => boolean): Promise<void> {
  const { progress, parts } = slice
  let readTo = slice.prefix.cursor
  while (!progress.stop) {
    const arrivals = progress.arrivals
    readTo = await readOn(slice, readTo, isTaken)
    if (progress.stop) return
    slice.changed()
    await slice.until(() => progress.stop !== null || progress.arrivals > arrivals, parts.waits.lingerMs)
    if (progress.arrivals === arrivals) break
  }
  progress.isReadToEnd = true
  slice.changed()
}

/** Reads from there to the newest record; gives its seq. Batches that aren't full at the end go out as they are. */
async function readOn(slice: Slice, after: number, isTaken: (seq: number) => boolean): Promise<number> {
  const { parts, handOut, inputs, plan, progress } = slice
  const builder = openBuilder(plan)
  let readTo = after
  const chunks = parts.records.readChunks(handOut.nexsetId, after, { typesVersion: inputs.typesVersion })
  for await (const { records } of chunks) {
    for (const record of records) {
      readTo = record.seq
      if (slice.prefix.has(record.seq) || isTaken(record.seq)) continue
      if (!hasRoom(slice, record.seq)) await makeRoom(slice, builder, record.seq)
      if (progress.stop) return readTo
      for (const step of buildSafely(slice, builder, record)) takeStep(slice, step)
    }
    slice.changed()
  }
  for (const step of builder.rest()) takeStep(slice, step)
  return readTo
}

/** Adds a built request to the work, or files a record that makes none. */
function takeStep(slice: Slice, step: BuildStep): void {
  if (step.kind === 'request') slice.queue.add(toWorkItem(step.request))
  else slice.file(invalidResult(step.seq, step.problems))
}

function hasRoom({ queue, prefix, progress }: Slice, seq: number): boolean {
  return (
    progress.stop !== null || (queue.size < mostItems && queue.bytes < mostBytes && seq - prefix.cursor < mostAhead)
  )
}

/** When only open batches stand between the cursor and this record, they go out as they are. */
async function makeRoom(slice: Slice, builder: OpenBuilder, seq: number): Promise<void> {
  slice.changed()
  await slice.until(() => hasRoom(slice, seq) || (slice.queue.size === 0 && slice.results.length === 0))
  if (hasRoom(slice, seq)) return
  for (const step of builder.rest()) takeStep(slice, step)
  slice.changed()
  await slice.until(() => hasRoom(slice, seq))
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
