/** Number of segments of the URL's path. */
export function segmentsOf(url: URL): number {
  const path = url.pathname
  let segments = 0
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) segments++
  return segments
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
