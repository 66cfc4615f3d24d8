/**
 * An Advanced URL after another credential was chosen: where it began with the former base URL it begins with the new
 * one; any other is left as typed.
 */
export function followBaseUrl(url: string, former: string, next: string): string {
  const from = trimmed(former)
  const isUnder = url === from || url.startsWith(`${from}/`) || url.startsWith(`${from}?`)
  return isUnder ? `${trimmed(next)}${url.slice(from.length)}` : url
}

const trimmed = (baseUrl: string) => baseUrl.replace(/\/+$/, '')
