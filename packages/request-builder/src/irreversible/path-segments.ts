/** Stands for a macro, which may become any one segment. */
const anything = '\u0000'
const macro = /\{[^}]*\}/g

const patterns = new Map<string, readonly string[]>()

/**
 * The segments of a URL's path, in one spelling: percent-decoded, dots removed, lower case, without a final slash or
 * `.json`. A segment that holds a macro is known not to be known.
 */
export function pathSegments(url: string): readonly string[] {
  const path = withoutOrigin(url)
  const segments: string[] = []
  for (const raw of path.split(/[/\\]/)) {
    const segment = raw.replaceAll(macro, anything)
    const text = segment.includes(anything) ? anything : decode(segment).toLowerCase()
    if (text === '..') segments.pop()
    else if (text !== '' && text !== '.') segments.push(...text.split('/').filter((part) => part !== ''))
  }
  const final = segments.pop()
  return final === undefined ? [] : [...segments, final.replace(/\.json$/, '')]
}

/**
 * Whether the segments are those of the pattern, `{name}` being any one; `under` also takes what goes on below it.
 * A base URL may have a path of its own, so the pattern may begin at any segment.
 */
export function matchesPath(segments: readonly string[], pattern: string, extent: 'whole' | 'under'): boolean {
  const wanted = partsOf(pattern)
  const lastStart = segments.length - wanted.length
  for (let start = extent === 'under' ? 0 : Math.max(0, lastStart); start <= lastStart; start += 1)
    if (fitsAt(segments, start, wanted)) return true
  return false
}

/** The parts of a pattern, of which a connector has a few. */
function partsOf(pattern: string): readonly string[] {
  const known = patterns.get(pattern)
  if (known) return known
  const parts = pattern.split('/').filter((part) => part !== '')
  patterns.set(pattern, parts)
  return parts
}

function fitsAt(segments: readonly string[], start: number, wanted: readonly string[]): boolean {
  for (let index = 0; index < wanted.length; index += 1)
    if (!fitsPart(segments[start + index], wanted[index] ?? '')) return false
  return true
}

function fitsPart(segment: string | undefined, part: string): boolean {
  return part.startsWith('{') || segment === anything || segment === part
}

function withoutOrigin(url: string): string {
  const rest = url.replace(/^[a-z][a-z0-9+.-]*:[/\\]*[^/\\?#]*/i, '')
  return rest.split(/[?#]/)[0] ?? ''
}

/** `%2564elete` may be decoded twice on its way, so it is here too. */
function decode(text: string): string {
  let decoded = text
  for (let round = 0; round < 3; round += 1) {
    try {
      const next = decodeURIComponent(decoded)
      if (next === decoded) return decoded
      decoded = next
    } catch {
      return decoded
    }
  }
  return decoded
}
