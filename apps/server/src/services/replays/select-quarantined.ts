import type { QuarantineSelection } from '@sluice/schema'
import type { NexsetRecords } from '../../store/nexset-records.ts'
import type { OutcomeStore, Pass } from '../../store/outcomes.ts'
import type { StoredSelection } from '../../store/quarantine-selection.ts'
import { holds } from '../../store/search-chunks.ts'
import { findExact } from '../outcomes/search-outcomes.ts'

type Parts = {
  readonly outcomes: Pick<OutcomeStore, 'quarantined' | 'seqsOf'>
  readonly records: Pick<NexsetRecords, 'readRecords'>
}
type Source = Pass & { readonly nexsetId: string; readonly recordCount: number }

const pageSize = 1_000

/** Turns a search into the quarantined records that it finds, by the rules of the records' own search. */
export async function selectQuarantined(
  { outcomes, records }: Parts,
  source: Source,
  select: QuarantineSelection,
): Promise<StoredSelection> {
  if (select.by !== 'search') return select
  const needle = select.search.toLowerCase()
  if (needle.trim() === '') return { by: 'seqs', seqs: [] }
  const exact = new Set(await findExact(outcomes, source, select.search))
  const seqs: number[] = []
  for (let after = 0; ; ) {
    const page = await outcomes.quarantined(source, { outcome: select.outcome }, after, pageSize)
    const found = await records.readRecords(
      source.nexsetId,
      page.map(({ seq }) => seq),
    )
    for (const { seq, data } of found) if (exact.has(seq) || holds(data, needle)) seqs.push(seq)
    const last = page.at(-1)
    if (!last) return { by: 'seqs', seqs }
    after = last.seq
  }
}
