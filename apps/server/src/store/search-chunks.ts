import { ExactNumber, isJsonObject, type JsonValue } from '@sluice/json'
import type { SourceRecord } from '@sluice/schema'
import type { SearchResult } from './nexset-records.ts'
import type { ChunkRow, RecordReading } from './record-reading.ts'

/** How many records a call looks at, at most. */
const mostRecords = 50_000

/** Looks for records with a value that holds the text, in any case, chunk by chunk. */
export async function searchChunks(
  rows: AsyncIterable<ChunkRow>,
  reading: RecordReading,
  { text, after, limit }: { text: string; after: number; limit: number },
): Promise<SearchResult> {
  const needle = text.toLowerCase()
  // As it stands in JSON. Escapes of other letters may hide it, so lines with any are looked at whole.
  const escaped = JSON.stringify(needle).slice(1, -1)
  const items: SourceRecord[] = []
  let lookedUpTo = after
  for await (const row of rows) {
    const { length, lineAt, recordAt } = await reading.open(row)
    for (let index = Math.max(0, lookedUpTo - row.first_seq + 1); index < length; index++) {
      const line = lineAt(index)
      if (!line.toLowerCase().includes(escaped) && !line.includes('\\')) continue
      const record = recordAt(index)
      if (!holds(record.data, needle)) continue
      items.push(record)
      if (items.length === limit) return { items, lookedUpTo: record.seq }
    }
    lookedUpTo = row.last_seq
    if (lookedUpTo - after >= mostRecords) return { items, lookedUpTo }
  }
  return { items, lookedUpTo: null }
}

/** Whether some value in it holds the text, which is in lower case. */
export function holds(value: JsonValue, needle: string): boolean {
  if (typeof value === 'string') return value.toLowerCase().includes(needle)
  if (value === null) return false
  if (ExactNumber.is(value)) return value.source.includes(needle)
  if (Array.isArray(value)) return value.some((item) => holds(item, needle))
  if (isJsonObject(value)) return Object.values(value).some((item) => holds(item, needle))
  return String(value).includes(needle)
}
