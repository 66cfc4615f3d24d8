import { type JsonObject, print } from '@sluice/json'
import { csvRow } from './csv-row.ts'
import type { FoundOutcome } from './search-outcomes.ts'

export type ExportFormat = 'csv' | 'ndjson'

/** Records with what became of them, page by page. */
type Pages = AsyncIterable<readonly FoundOutcome[]>

/** Prints records with their outcomes, as they come. `attributes` are the columns of a CSV. */
export async function* exportOutcomes(
  pages: Pages,
  format: ExportFormat,
  attributes: readonly string[],
): AsyncGenerator<string, void> {
  if (format === 'csv') yield csvRow([...outcomeColumns, ...attributes, otherColumn])
  for await (const page of pages) {
    const lines = page.map(format === 'csv' ? (item) => toRow(item, attributes) : toLine)
    if (lines.length > 0) yield lines.join('')
  }
}

/** Named so that no attribute is likely to have the same name. */
const outcomeColumns = [
  'sluice_seq',
  'sluice_outcome',
  'sluice_code',
  'sluice_reason',
  'sluice_status',
  'sluice_salesloft_id',
  'sluice_note',
  'sluice_at',
]
/** What stands in a record and in no column: attributes that the Nexset's schema doesn't know yet. */
const otherColumn = 'sluice_other_attributes'

function toRow({ data, ...item }: FoundOutcome, attributes: readonly string[]): string {
  const known = new Set(attributes)
  const others = Object.entries(data).filter(([name]) => !known.has(name))
  return csvRow([
    item.seq,
    item.outcome,
    item.code,
    item.reason,
    item.status,
    item.salesloftId,
    item.note,
    item.at?.toISOString(),
    ...attributes.map((name) => (Object.hasOwn(data, name) ? data[name] : undefined)),
    others.length > 0 ? Object.fromEntries(others) : undefined,
  ])
}

function toLine({ seq, outcome, code, reason, status, salesloftId, note, at, data }: FoundOutcome): string {
  const line: JsonObject = {
    seq,
    outcome,
    code,
    reason,
    status,
    salesloftId,
    note,
    at: at?.toISOString() ?? null,
    data,
  }
  return `${print(line)}\n`
}
