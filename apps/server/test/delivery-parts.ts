import { connectors } from '@sluice/connectors'
import type { PracticeSalesloft } from '@sluice/practice-salesloft'
import type { CredentialLimits } from '@sluice/schema'
import { Registry } from 'prom-client'
import type { Clock } from '../src/clock.ts'
import { createDeliveryParts } from '../src/delivery/create-delivery-parts.ts'
import { createMinuteCounts } from '../src/sending/history/minute-counts.ts'
import type { OpenCredential } from '../src/sending/open-credential.ts'
import { createOriginPolicy } from '../src/sending/origin-policy.ts'
import { createRateBudgets } from '../src/sending/rate-budget.ts'
import { createSecretRegistry } from '../src/sending/secrets/secret-registry.ts'
import { SecretText } from '../src/sending/secrets/secret-text.ts'
import { createDoor } from '../src/sending/send-request.ts'
import { createHistoryStore } from '../src/store/history.ts'
import { createRateBudgetStore } from '../src/store/rate-budgets.ts'
import { shrinkWaits, type Waits } from '../src/waits.ts'
import type { TestDatabase } from './test-database.ts'

/** Waits short enough for tests: an hour is 36 s. Exchanges keep enough time to end on a busy machine. */
export const testWaits: Waits = {
  ...shrinkWaits(100),
  connectMs: 2_000,
  firstByteMs: 2_000,
  exchangeMs: 3_000,
  sendByMs: 2_000,
  sliceMs: 2_000,
  stateCheckMs: 50,
  stateStaleMs: 400,
  stopMs: 2_000,
  keepAliveMs: 4_000,
  historyFlushMs: 200,
  budgetLeaseMs: 250,
  budgetPlacesMs: 3_000,
}

export const credentialId = '0190a0c0-0000-7000-8000-000000000001'

export function practiceCredential(
  practice: Pick<PracticeSalesloft, 'url' | 'apiKey'>,
  limits: Partial<CredentialLimits> = {},
): OpenCredential {
  return {
    id: credentialId,
    connector: 'salesloft',
    origin: practice.url,
    baseUrl: practice.url,
    secret: new SecretText(practice.apiKey),
    limits: { pointsPerMinute: 1_000_000, shareForOthers: 0, inFlight: 8, ...limits },
    budget: { connector: 'salesloft', team: `${practice.url} 1` },
    revision: null,
  }
}

/** All that the engine works with, over this database; the credential is the only one. */
export async function createTestParts(
  database: Pick<TestDatabase, 'db'>,
  credential: OpenCredential,
  waits: Waits,
  onError: (told: unknown, message?: string) => void = console.error,
  clock?: Clock,
) {
  const { db } = database
  const byId = new Map(connectors.map((connector) => [connector.id, connector]))
  const door = createDoor({
    policy: createOriginPolicy({ connectors, operatorOrigins: [credential.origin], outsideOrigins: () => [] }),
    connectors: byId,
    secrets: createSecretRegistry(),
    waits,
  })
  const minutes = createMinuteCounts({ store: createHistoryStore(db), waits, onError: () => {} })
  const budgets = createRateBudgets({ store: createRateBudgetStore(db), waits, onError: () => {}, ...minutes })
  const parts = await createDeliveryParts({
    db,
    door,
    budgets,
    credentials: { open: async () => credential },
    connectors: byId,
    outsideOrigins: () => [],
    log: { info: () => {}, warn: () => {}, error: onError },
    metrics: new Registry(),
    minutes,
    waits,
    ...(clock && { clock }),
  })
  return {
    ...parts,
    async [Symbol.asyncDispose]() {
      await door.close()
      budgets.close()
      await minutes.close()
    },
  }
}
