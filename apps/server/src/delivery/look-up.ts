import { isJsonObject, type JsonValue, parse } from '@sluice/json'
import type { BuiltRequest, KeyLookup } from '@sluice/schema'
import type { SendResult } from '../sending/send-result.ts'

/** What a look-up by natural key says. `refused`, `ambiguous`: it can't tell. `later`: it had no answer; ask again. */
export type LookUpAnswer =
  | { readonly kind: 'found'; readonly salesloftId: string; readonly createdAt: Date | null }
  | { readonly kind: 'missing' }
  | { readonly kind: 'ambiguous'; readonly reason: string }
  | { readonly kind: 'later' }

/** The call that finds what has this natural key; `key` as the request builder gives it. */
export function lookUpRequest(lookup: KeyLookup, baseUrl: string, key: string): BuiltRequest {
  const url = new URL(`${baseUrl}${lookup.path}`)
  const parts = lookup.params.length > 1 ? keyList(key) : [key]
  lookup.params.forEach((name, index) => {
    url.searchParams.append(name, parts[index] ?? '')
  })
  return {
    method: 'GET',
    url: url.href,
    headers: [['accept', 'application/json']],
    body: null,
    seqs: [],
    keys: [],
    warnings: [],
  }
}

/** Reads the answer to {@link lookUpRequest}. */
export function readLookUp(lookup: KeyLookup, result: SendResult): LookUpAnswer {
  if (result.kind !== 'answered') return { kind: 'later' }
  const { status, body } = result.answer
  if (status === 429 || status === 408 || status >= 500) return { kind: 'later' }
  if (status >= 300) return { kind: 'ambiguous', reason: `The look-up was refused (${status}).` }
  const items = listOf(body)
  if (!items) return { kind: 'ambiguous', reason: 'The look-up’s answer can’t be read.' }
  const [item, ...others] = items
  if (item === undefined) return { kind: 'missing' }
  if (others.length > 0) return { kind: 'ambiguous', reason: `The look-up found ${items.length} with this key.` }
  const id = isJsonObject(item) ? item[lookup.idAt] : undefined
  const createdAt = isJsonObject(item) ? item[lookup.createdAt] : undefined
  if (id === undefined || id === null) return { kind: 'ambiguous', reason: 'What the look-up found has no id.' }
  const time = typeof createdAt === 'string' ? new Date(createdAt) : null
  return { kind: 'found', salesloftId: String(id), createdAt: time && !Number.isNaN(time.getTime()) ? time : null }
}

function keyList(key: string): string[] {
  const parts = parse(key)
  return Array.isArray(parts) ? parts.map(String) : [key]
}

function listOf(body: string): JsonValue[] | null {
  try {
    const answer = parse(body)
    const data = isJsonObject(answer) ? answer.data : null
    return Array.isArray(data) ? data : null
  } catch {
    return null
  }
}
