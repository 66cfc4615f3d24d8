import type { Json, JsonObject } from '../store/json.ts'
import type { Call } from './route.ts'

/** A relation as the API shows it: id and address, or null. */
export function relation(call: Pick<Call, 'baseUrl'>, path: string, id: Json | undefined): JsonObject | null {
  return typeof id === 'number' ? { id, _href: `${call.baseUrl}/v2/${path}/${id}` } : null
}

/** The named fields in this order, null where the row has none. */
export function shown(row: JsonObject, names: readonly string[]): JsonObject {
  const fields: JsonObject = {}
  for (const name of names) fields[name] = row[name] ?? null
  return fields
}
