import { isJsonObject, type JsonObject, type JsonValue, print } from '@sluice/json'
import type { Attribute, SourceRecord } from '@sluice/schema'

/** An attribute that can be chosen: by its name, or for a nested value by its path. */
export type AttributeChoice = { path: string; type: string }

const mostLevels = 3
const mostNested = 200
const recordsLookedAt = 50

/** The Nexset's attributes, each followed by what the sample records nest under it. */
export function attributeChoices(
  attributes: readonly Attribute[],
  records: readonly SourceRecord[],
): AttributeChoice[] {
  const looked = records.slice(0, recordsLookedAt).map(({ data }) => data)
  return attributes.flatMap(({ name, type }) => {
    const nested = new Map<string, string>()
    for (const data of looked) collect(own(data, name), name, 1, nested)
    return [{ path: name, type }, ...[...nested].map(([path, kind]) => ({ path, type: kind }))]
  })
}

function collect(value: JsonValue | undefined, path: string, level: number, found: Map<string, string>): void {
  if (!isJsonObject(value) || level >= mostLevels) return
  for (const [key, inner] of Object.entries(value)) {
    if (found.size >= mostNested) return
    const innerPath = `${path}.${key}`
    if (!found.has(innerPath)) found.set(innerPath, kindOf(inner))
    collect(inner, innerPath, level + 1, found)
  }
}

/** A value of a record by attribute name or path, as short text; null where the record has none. */
export function sampleValue(data: JsonObject, path: string): string | null {
  const value = readValue(data, path)
  if (value === undefined || value === null) return null
  return typeof value === 'string' ? value : print(value)
}

/** The first few different values that the records have for an attribute. */
export function sampleValues(records: readonly SourceRecord[], path: string, most = 3): string[] {
  const values = new Set<string>()
  for (const { data } of records) {
    const value = sampleValue(data, path)
    if (value !== null && value !== '') values.add(value)
    if (values.size >= most) break
  }
  return [...values]
}

/** First the top-level attribute of the whole name, then step by step at the dots, as the builder reads names. */
function readValue(data: JsonObject, path: string): JsonValue | undefined {
  const whole = own(data, path)
  if (whole !== undefined) return whole
  let value: JsonValue | undefined = data
  for (const step of path.split('.')) value = isJsonObject(value) ? own(value, step) : undefined
  return value
}

const own = (object: JsonObject, key: string) => (Object.hasOwn(object, key) ? object[key] : undefined)

function kindOf(value: JsonValue): string {
  if (Array.isArray(value)) return 'array'
  if (value === null) return 'null'
  return typeof value === 'object' && !isJsonObject(value) ? 'number' : typeof value
}
