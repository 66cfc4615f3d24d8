/** Number of segments of the URL's path. */
export function segmentsOf(url: URL): number {
  return url.pathname.split('/').length
}

/** The names in the URL's query, in order, as text to compare. */
export function queryNamesOf(url: URL): string {
  if (url.search === '') return ''
  return url.search
    .slice(1)
    .split('&')
    .map((item) => item.split('=', 1)[0])
    .join('&')
}
