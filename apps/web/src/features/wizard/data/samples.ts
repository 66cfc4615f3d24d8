import { listRecords, type SourceRecord, sampleRecords } from '@sluice/schema'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from '../../../lib/api-client.ts'

/** Which records the samples are made of. */
export type SamplePick = { kind: 'first' } | { kind: 'random'; turn: number } | { kind: 'search'; text: string }

/** How many records are read at a time, so that a change of the settings seldom needs others than are there. */
const steps = [10, 50, 200, 1000] as const
export const mostSampleRecords = 1000
/** What one request for samples gives at most; only the first records can be read further. */
const mostAtOnce = 200

/** How many records to read for this many samples of up to this many records each. */
export function recordsNeeded(samples: number, recordsPerSample: number): number {
  const wanted = samples * Math.max(1, recordsPerSample)
  return steps.find((step) => step >= wanted) ?? mostSampleRecords
}

/** Sample records of a Nexset, at most `count` of them. */
export const samplesQuery = (nexsetId: string, pick: SamplePick, count: number) =>
  queryOptions({
    queryKey: ['samples', nexsetId, pick, count],
    queryFn: ({ signal }) => readSamples(nexsetId, pick, count, signal),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  })

async function readSamples(
  nexsetId: string,
  pick: SamplePick,
  count: number,
  signal: AbortSignal,
): Promise<SourceRecord[]> {
  const params = { id: nexsetId }
  if (pick.kind !== 'first' || count <= mostAtOnce) {
    const search = pick.kind === 'search' ? pick.text : undefined
    const kind = pick.kind === 'random' ? 'random' : 'first'
    const query = { count: Math.min(count, mostAtOnce), pick: kind, search } as const
    return (await call(sampleRecords, { params, query }, signal)).items
  }
  const records: SourceRecord[] = []
  while (records.length < count) {
    const after = records.at(-1)?.seq ?? 0
    const page = await call(listRecords, { params, query: { after, limit: mostAtOnce } }, signal)
    records.push(...page.items)
    if (page.nextCursor === null || page.items.length === 0) break
  }
  return records
}
