/** Percent-encodes all but RFC 3986's unreserved characters. The text must be well formed: no lone surrogates. */
export function encodeForUrl(text: string): string {
  if (/^[\w.~-]*$/.test(text)) return text
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
