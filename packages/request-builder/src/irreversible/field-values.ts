/** Every value, in lower case, that a call gives a field; `isUnread` when its body is in a form that can't be told. */
export type FieldValues = { readonly values: readonly string[]; readonly isUnread: boolean }

/**
 * What a call says of a field: in its query, in a form, or in JSON, there of the object itself, of what it holds, or
 * of the objects that a batch groups.
 */
export function fieldValues({ url, body }: { url: string; body?: string | null }, field: string): FieldValues {
  const query = inPairs(url.split('#')[0]?.split('?').slice(1).join('?') ?? '', field)
  const text = body?.trim() ?? ''
  if (text === '') return { values: query, isUnread: false }
  const json = readJson(text)
  if (json !== undefined) return { values: [...query, ...inJson(json, field)], isUnread: false }
  return text.startsWith('<')
    ? { values: query, isUnread: true }
    : { values: [...query, ...inPairs(text, field)], isUnread: false }
}

/** `type=x` as well as `job[type]=x`. */
function inPairs(text: string, field: string): string[] {
  return [...new URLSearchParams(text)].flatMap(([name, value]) => {
    const last = /\[([^[\]]*)\]$/.exec(name)?.[1] ?? name
    return last.toLowerCase() === field ? value.toLowerCase() : []
  })
}

function inJson(value: unknown, field: string, depth = 0): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => inJson(item, field, depth + 1))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) => {
    if (key.toLowerCase() === field && typeof item !== 'object') return String(item).toLowerCase()
    return depth < 2 ? inJson(item, field, depth + 1) : []
  })
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
