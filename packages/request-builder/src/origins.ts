import type { Problem } from '@sluice/schema'

/** Where requests may go: the base URL's origin, and what an owner has allowed beside it. */
export type Origins = {
  /** Base URL without a final slash; null where it is none. */
  base: string | null
  allowed: ReadonlySet<string>
  /** Whether one of them is itself plain http. */
  takesHttp: boolean
}

/** Reads the base URL; adds a problem where it is none. What isn't an origin among `outside` allows nothing. */
export function readOrigins(baseUrl: string, outside: readonly string[], problems: Problem[]): Origins {
  const base = readBase(baseUrl)
  if (base === null) {
    const message =
      'The base URL must be an address such as https://api.salesloft.com, without user info, query or fragment.'
    problems.push({ code: 'url_invalid', message, path: 'baseUrl' })
  }
  const origins = [base, ...outside]
    .map((url) => (url === null ? null : readUrl(url)))
    .filter((url) => url !== null)
    .filter((url) => url.protocol === 'https:' || url.protocol === 'http:')
    .map((url) => url.origin)
  return { base, allowed: new Set(origins), takesHttp: origins.some((origin) => origin.startsWith('http:')) }
}

/** Reads an absolute URL as WHATWG does, less a final dot of its host; null where it is none. */
export function readUrl(text: string): URL | null {
  const url = URL.parse(text)
  if (url?.hostname.endsWith('.')) url.hostname = url.hostname.slice(0, -1)
  return url
}

function readBase(text: string): string | null {
  const url = /^https?:\/\//i.test(text) && !/[\s\p{Cc}\\{}?#]/u.test(text) ? readUrl(text) : null
  if (url === null || url.username !== '' || url.password !== '') return null
  return text.replace(/\/$/, '')
}
