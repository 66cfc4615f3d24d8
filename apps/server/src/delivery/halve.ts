import { build } from '@sluice/request-builder'
import { invalidResult, unmendableResult } from './results.ts'
import type { Slice } from './slice.ts'
import { toWorkItem, type WorkItem } from './work-item.ts'

/** A batch that was refused as a whole goes again as two smaller ones, down to single records, in its place. */
export function halve(slice: Slice, item: WorkItem): void {
  const { lane } = item
  const { seqs } = item.request
  slice.progress.tasks += 1
  const work = async () => {
    const records = await lane.readRecords(seqs)
    const bySeq = new Map(records.map((record) => [record.seq, record]))
    const middle = Math.ceil(seqs.length / 2)
    const items: WorkItem[] = []
    const notMade = item.history.isInDoubt ? unmendableResult : invalidResult
    for (const half of [seqs.slice(0, middle), seqs.slice(middle)]) {
      for (const step of build(
        slice.plan,
        half.flatMap((seq) => bySeq.get(seq) ?? []),
      )) {
        if (step.kind === 'request') items.push(toWorkItem(slice, lane, step.request, item.history))
        else slice.file(notMade(lane, step.seq, step.problems))
      }
    }
    slice.queue.replace(item, items)
  }
  work()
    .catch(slice.fail)
    .finally(() => {
      slice.progress.tasks -= 1
      slice.changed()
    })
}
