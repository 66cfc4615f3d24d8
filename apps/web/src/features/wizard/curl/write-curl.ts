import type { BuiltRequest } from '@sluice/schema'

/**
 * A built request as a curl command line for a POSIX shell. The secret isn't in it: it is read from the environment
 * variable of this name.
 */
export function writeCurl({ method, url, headers, body }: BuiltRequest, secretVariable: string): string {
  const lines = [
    `curl -X ${method} ${quoted(url)}`,
    `-H "Authorization: Bearer $${secretVariable}"`,
    ...headers.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === null ? [] : [`--data-raw ${quoted(body)}`]),
  ]
  return lines.join(' \\\n  ')
}

/** Under what name the secret stands in the environment: `SALESLOFT_API_KEY`. */
export const secretVariableOf = (connectorId: string) =>
  `${connectorId.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}_API_KEY`

const quoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`
