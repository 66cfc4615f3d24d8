import { ExactNumber, isJsonObject, type JsonValue, parse, printPretty } from '@sluice/json'

/** A body as it is read: JSON spread over lines, of a batch the first records only. */
export type SampleText = { text: string; isJson: boolean; hidden: number }

/** How many records of a batch are shown at first. */
const recordsShown = 2

/** A request's body for reading; `records` is how many it carries. Anything but JSON stays as it is. */
export function sampleText(body: string, records: number, isAll: boolean): SampleText {
  const value = readJson(body)
  if (value === undefined) return { text: body, isJson: false, hidden: 0 }
  if (isAll || records <= recordsShown) return { text: printPretty(value), isJson: true, hidden: 0 }
  const cut = cutList(value, records)
  return { text: printPretty(cut ?? value), isJson: true, hidden: cut === null ? 0 : records - recordsShown }
}

/** The body with its list of records cut; null where it holds none of that length. */
function cutList(value: JsonValue, records: number): JsonValue | null {
  const isList = (item: JsonValue | undefined): item is JsonValue[] => Array.isArray(item) && item.length === records
  if (isList(value)) return value.slice(0, recordsShown)
  if (!isJsonObject(value)) return null
  const key = Object.keys(value).find((name) => isList(value[name]))
  const list = key === undefined ? undefined : value[key]
  return key !== undefined && isList(list) ? { ...value, [key]: list.slice(0, recordsShown) } : null
}

function readJson(text: string): JsonValue | undefined {
  try {
    const value = parse(text)
    return typeof value === 'object' && value !== null && !ExactNumber.is(value) ? value : undefined
  } catch {
    return undefined
  }
}
