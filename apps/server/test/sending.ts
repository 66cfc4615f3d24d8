import { connectors } from '@sluice/connectors'
import type { BuiltRequest } from '@sluice/schema'
import type { Resolve } from '../src/sending/guarded-connector.ts'
import type { OpenCredential } from '../src/sending/open-credential.ts'
import { createOriginPolicy } from '../src/sending/origin-policy.ts'
import { createSecretRegistry } from '../src/sending/secrets/secret-registry.ts'
import { SecretText } from '../src/sending/secrets/secret-text.ts'
import { createDoor } from '../src/sending/send-request.ts'
import { type Waits, waits } from '../src/waits.ts'

/** The secret of every credential that {@link credentialFor} makes. */
export const testSecret = 'ak_0123456789abcdef0123456789abcdef'

export function credentialFor(baseUrl: string): OpenCredential {
  const { origin } = new URL(baseUrl)
  return {
    id: '0190a0c0-0000-7000-8000-000000000001',
    connector: 'salesloft',
    origin,
    baseUrl,
    secret: new SecretText(testSecret),
    limits: { pointsPerMinute: 600, shareForOthers: 10, inFlight: 8 },
    budget: { connector: 'salesloft', team: `${origin} 1` },
    revision: null,
  }
}

export function requestTo(url: string, change: Partial<BuiltRequest> = {}): BuiltRequest {
  return {
    method: 'POST',
    url,
    headers: [
      ['accept', 'application/json'],
      ['content-type', 'application/json'],
    ],
    body: '{"name":"Zoë"}',
    seqs: [1],
    keys: [null],
    warnings: [],
    ...change,
  }
}

type DoorOptions = {
  readonly operatorOrigins?: readonly string[]
  readonly outsideOrigins?: readonly string[]
  readonly waits?: Partial<Waits>
  readonly resolve?: Resolve
}

/** A door that the test closes by itself at the end of its scope. */
export function openTestDoor({
  operatorOrigins = [],
  outsideOrigins = [],
  waits: own = {},
  resolve,
}: DoorOptions = {}) {
  const secrets = createSecretRegistry()
  secrets.add(testSecret)
  const door = createDoor({
    policy: createOriginPolicy({ connectors, operatorOrigins, outsideOrigins: () => outsideOrigins }),
    connectors: new Map(connectors.map((connector) => [connector.id, connector])),
    secrets,
    waits: { ...waits, ...own },
    ...(resolve && { resolve }),
  })
  return { ...door, [Symbol.asyncDispose]: () => door.close() }
}
