import { isIP } from 'node:net'

/** Blanks, control characters, backslash and fragment, before the URL parser can drop or turn them. */
const forbidden = /[\p{Cc}\s\\#]/u
const localSuffixes = ['.localhost', '.local', '.internal', '.home.arpa']

/**
 * The URL of an outgoing request or a base URL, read once by the WHATWG parser; null when it holds what no target may
 * hold. The parsed object is what is checked and used from here on; a final dot of the host is dropped.
 */
export function parseTarget(text: string): URL | null {
  if (forbidden.test(text) || !/^https?:\/\/[^/]/i.test(text) || !URL.canParse(text)) return null
  const url = new URL(text)
  if (url.username !== '' || url.password !== '' || /^https?:\/\/[^/?]*@/i.test(text)) return null
  if (url.hostname.endsWith('.')) url.hostname = url.hostname.slice(0, -1)
  return url.hostname === '' || url.hostname.endsWith('.') ? null : url
}

/** Whether the target is a name that a host on the internet can have: no address in any notation, no local name. */
export function hasPublicName(url: URL): boolean {
  const name = url.hostname
  if (name.startsWith('[') || isIP(name) !== 0 || !name.includes('.')) return false
  return name !== 'localhost' && !localSuffixes.some((suffix) => name.endsWith(suffix))
}
