import type { SourceRecord } from '@sluice/schema'
import { editedRecords } from '../store/edited-records.ts'
import type { HandOut } from '../store/hand-outs.ts'
import type { BuilderInputs } from '../store/intents.ts'
import type { NexsetRecords } from '../store/nexset-records.ts'
import type { FiledOutcome } from '../store/open-work.ts'
import type { DeliveryParts } from './delivery-parts.ts'
import type { FiledPrefix } from './filed-prefix.ts'

/**
 * What a slice sends for one run. A slice has a lane for the delivery, one for the replay whose turn it is, or both;
 * they share queue, target order and senders, so that no target is written to by two at a time.
 */
export type Lane = {
  readonly runId: string
  /** Its outcomes take the place of earlier ones. */
  readonly isReplay: boolean
  /** True when the record has its outcome by this run, or needs none from it. */
  has(seq: number): boolean
  /** Notes a record's outcome; false when it has one already. */
  add(seq: number, outcome: FiledOutcome): boolean
  /** The records as this run sends them, in ascending order. */
  readRecords(seqs: readonly number[]): Promise<SourceRecord[]>
}

type Source = {
  readonly parts: Pick<DeliveryParts, 'records' | 'replayRecords'>
  readonly handOut: Pick<HandOut, 'nexsetId'>
  readonly inputs: Pick<BuilderInputs, 'typesVersion'>
}

/** The lane of what the cursor hasn't come to. */
export function deliveryLane(source: Source, runId: string, prefix: FiledPrefix): Lane {
  return {
    runId,
    isReplay: false,
    has: prefix.has,
    add: prefix.add,
    readRecords: (seqs) => read(source, source.parts.records, seqs),
  }
}

/** The lane of chosen records, edited as the replay says. `done`: those that have their outcome by it. */
export function replayLane(source: Source, runId: string, done: Iterable<number>): Lane {
  const ended = new Set(done)
  return {
    runId,
    isReplay: true,
    has: (seq) => ended.has(seq),
    add(seq) {
      if (ended.has(seq)) return false
      ended.add(seq)
      return true
    },
    readRecords: (seqs) => read(source, editedRecords(source.parts, runId), seqs),
  }
}

function read(
  { handOut, inputs }: Source,
  records: Pick<NexsetRecords, 'readRecords'>,
  seqs: readonly number[],
): Promise<SourceRecord[]> {
  return records.readRecords(handOut.nexsetId, seqs, { typesVersion: inputs.typesVersion })
}
