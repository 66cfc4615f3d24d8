import type { BuiltRequest } from '@sluice/schema'

/**
 * What one types to confirm a single request that can't be undone, so that it names the thing it touches: the id that
 * ends the path, else the natural key (of several fields the first), else the number of the first record. `url` is
 * absolute.
 */
export function confirmationOf({ url, keys, seqs }: Pick<BuiltRequest, 'url' | 'keys' | 'seqs'>): string {
  const path = url.replace(/^[a-z]+:\/\/[^/]*/i, '').split(/[?#]/)[0] ?? ''
  const last = path.split('/').at(-1) ?? ''
  if (/^\d+$/.test(last)) return last
  const [key] = keys
  return key ? firstPart(key) : String(seqs[0] ?? '')
}

/** A key of several fields is a JSON list of texts. */
function firstPart(key: string): string {
  if (!key.startsWith('["')) return key
  const parts: unknown = JSON.parse(key)
  return Array.isArray(parts) ? String(parts[0]) : key
}
