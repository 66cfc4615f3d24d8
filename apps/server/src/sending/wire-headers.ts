import { rememberLast } from './remember-last.ts'
import type { SecretText } from './secrets/secret-text.ts'

/** Names that a request's configuration can never set; the request builder refuses them, and so does the door. */
const reserved =
  /^(authorization|proxy-.*|host|content-(?!type$).*|transfer-encoding|connection|keep-alive|te|trailer|upgrade|expect|cookie|set-cookie|forwarded|x-forwarded-.*|x-real-ip|via|accept-encoding|user-agent|sec-.*|date)$/
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
const visible = /^[\t\x20-\x7e]*$/

/**
 * The headers as undici takes them, name and value in turn, with what Sluice adds. The secret is not in any object
 * but the one given back. Null when a header may not be sent.
 */
export function toWireHeaders(headers: HeaderList, secret: SecretText | null): string[] | null {
  const wire = wireOf(headers)
  if (wire === null) return null
  return secret ? [...wire, 'authorization', `Bearer ${secret.reveal()}`] : [...wire]
}

type HeaderList = readonly (readonly [name: string, value: string])[]

/** Most requests of a delivery share one list. */
const wireOf = rememberLast((headers: HeaderList): readonly string[] | null => {
  const wire: string[] = []
  for (const [name, value] of headers) {
    if (!token.test(name) || !visible.test(value) || reserved.test(name.toLowerCase())) return null
    wire.push(name, value)
  }
  return [...wire, 'accept-encoding', 'gzip, deflate, br', 'user-agent', 'Sluice']
})
