import { ApiError } from '../api/api-error.ts'
import { isObject, type Json, type JsonObject, parseJson } from '../store/json.ts'

const malformed = (error: string): ApiError => new ApiError(400, { status: 400, error })

/** The parameters of the query: `a=1`, lists as `a[]=1&a[]=2`, comparisons as `a[gt]=1`. */
export function readQuery(path: string): JsonObject {
  const at = path.indexOf('?')
  return at < 0 ? {} : readPairs(path.slice(at + 1))
}

/** The parameters of the body: JSON, or a form. A body of another type holds none, as the API has it. */
export function readBodyParams(contentType: string | undefined, body: string): JsonObject {
  if (body === '') return {}
  const type = contentType?.split(';')[0]?.trim().toLowerCase()
  if (type === 'application/x-www-form-urlencoded') return readPairs(body)
  if (type !== 'application/json') return {}
  const parsed = parsedJson(body)
  if (!isObject(parsed)) throw malformed('The body must be a JSON object.')
  return parsed
}

function parsedJson(body: string): Json {
  try {
    return parseJson(body)
  } catch {
    throw malformed('The body is not valid JSON.')
  }
}

function readPairs(text: string): JsonObject {
  const read = new Map<string, Json>()
  for (const [key, value] of new URLSearchParams(text)) {
    const [, name = key, inner] = /^([^[\]]+)\[([^[\]]*)\]$/.exec(key) ?? []
    const before = read.get(name)
    if (inner === undefined) read.set(name, value)
    else if (inner === '') read.set(name, [...(Array.isArray(before) ? before : []), value])
    else read.set(name, { ...(isObject(before) ? before : {}), [inner]: value })
  }
  return Object.fromEntries(read)
}
