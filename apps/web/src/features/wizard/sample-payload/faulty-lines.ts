import type { LineMark } from '../../../components/json-editor/line-marks.ts'
import { keyLines } from '../../../lib/key-lines.ts'

/** Something said of a field, as a check or an answer says it. */
export type Fault = { field: string; message: string }
/** A fault and where it stands in the text; null where the text has no such key. */
export type PlacedFault = Fault & { line: number | null }

/** Finds the lines of the fields that were found at fault: by path, else by name wherever it first stands. */
export function placeFaults(text: string, faults: readonly Fault[]): PlacedFault[] {
  if (faults.length === 0) return []
  const lines = keyLines(text)
  return faults.map((fault) => ({ ...fault, line: lineOf(lines, normalised(fault.field)) }))
}

/** Marks of the faults that have a line. */
export const faultMarks = (faults: readonly PlacedFault[]): LineMark[] =>
  faults.flatMap(({ line, field, message }) =>
    line === null ? [] : [{ line, kind: 'faulty', reason: message.startsWith('“') ? message : `${field} ${message}` }],
  )

/** `data[0].name` as `data.0.name`. */
const normalised = (field: string) => field.replaceAll(/\[(\w+)\]/g, '.$1').replace(/^\./, '')

function lineOf(lines: Map<string, number>, field: string): number | null {
  const exact = lines.get(field)
  if (exact !== undefined) return exact
  for (const [path, line] of lines) if (path.endsWith(`.${field}`)) return line
  const parent = field.split('.').slice(0, -1).join('.')
  return parent === '' ? null : lineOf(lines, parent)
}
