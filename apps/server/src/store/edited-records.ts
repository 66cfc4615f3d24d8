import type { NexsetRecords } from './nexset-records.ts'
import type { ReplayRecordStore } from './replay-records.ts'

type Stores = {
  readonly records: Pick<NexsetRecords, 'readRecords'>
  readonly replayRecords: Pick<ReplayRecordStore, 'edited'>
}

/** A Nexset's records as a run sends them: those that were edited for it as edited, the others as they came. */
export function editedRecords({ records, replayRecords }: Stores, runId: string): Pick<NexsetRecords, 'readRecords'> {
  return {
    async readRecords(nexsetId, seqs, options) {
      const [found, edited] = await Promise.all([
        records.readRecords(nexsetId, seqs, options),
        replayRecords.edited(runId, seqs),
      ])
      return found.map(({ seq, data }) => ({ seq, data: edited.get(seq) ?? data }))
    },
  }
}
