import { connectors as all } from '@sluice/connectors'
import { practiceApiKey } from '@sluice/practice-salesloft'
import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import type { Config } from './config.ts'
import type { Database } from './database/tables.ts'
import { createCallTarget } from './sending/call-target.ts'
import type { MinuteCounts } from './sending/history/minute-counts.ts'
import { createOriginPolicy } from './sending/origin-policy.ts'
import { createRateBudgets } from './sending/rate-budget.ts'
import { loadMasterKey } from './sending/secrets/master-key.ts'
import type { SecretRegistry } from './sending/secrets/secret-registry.ts'
import { createDoor } from './sending/send-request.ts'
import { createSendingMetrics } from './sending/sending-metrics.ts'
import { createCallLimit } from './services/call-limit.ts'
import { createCredentialService } from './services/credentials.ts'
import { createLookupService } from './services/lookups.ts'
import { attributesAsRead } from './services/nexset-view.ts'
import { createPreviewService } from './services/previews.ts'
import { createRequestSource } from './services/request-source.ts'
import { createTestSendService } from './services/test-sends.ts'
import { createCredentialStore } from './store/credentials.ts'
import { createMasterKeyStore } from './store/master-keys.ts'
import type { NexsetRecords } from './store/nexset-records.ts'
import type { NexsetStore } from './store/nexsets.ts'
import { createRateBudgetStore } from './store/rate-budgets.ts'
import { createTestSendStore } from './store/test-sends.ts'
import { waits as defaultWaits, type Waits } from './waits.ts'

type Parts = {
  readonly db: Kysely<Database>
  readonly config: Pick<Config, 'dataFolder' | 'masterKey' | 'practicePort' | 'allowedOrigins'>
  readonly log: Pick<Logger, 'info' | 'warn'>
  readonly secrets: SecretRegistry
  readonly metrics: Registry
  readonly minutes: Pick<MinuteCounts, 'noteResult' | 'noteTeam'>
  readonly nexsets: Pick<NexsetStore, 'find'>
  readonly records: Pick<NexsetRecords, 'readRecords' | 'recordsAfter'>
  readonly waits?: Waits
}

/** Calls that one person may trigger. */
const callBounds = { perMinute: 30, atOnce: 4 }

/**
 * Credentials and the door: what leaves the machine, with which secret and how fast. Throws a `StartError` when the
 * master key isn't this database's.
 */
export async function composeSending({
  db,
  config,
  log,
  secrets,
  metrics,
  minutes,
  nexsets,
  records,
  waits = defaultWaits,
}: Parts) {
  const connectors = new Map(all.map((connector) => [connector.id, connector]))
  const practiceUrl = config.practicePort === undefined ? undefined : `http://127.0.0.1:${config.practicePort}`
  const policy = createOriginPolicy({ connectors: all, practiceUrl, operatorOrigins: config.allowedOrigins })
  const master = await loadMasterKey({
    given: config.masterKey,
    dataFolder: config.dataFolder,
    store: createMasterKeyStore(db),
    log,
  })
  const door = createDoor({ policy, connectors, secrets, waits })
  const onError = (error: unknown) => log.warn({ err: error }, 'The rate budget waits for the database.')
  const count = createSendingMetrics(metrics)
  const budgets = createRateBudgets({
    store: createRateBudgetStore(db),
    waits,
    onError,
    noteResult(grant, result) {
      count(grant, result)
      minutes.noteResult(grant, result)
    },
    noteTeam: minutes.noteTeam,
  })
  const call = createCallTarget({ door, budgets })
  const callLimit = createCallLimit(callBounds)
  let checking: Promise<void> | undefined

  const credentials = createCredentialService({
    db,
    credentials: createCredentialStore(db),
    connectors,
    policy,
    call,
    callLimit,
    master,
    secrets,
  })
  const attributesOf = async (nexsetId: string) => {
    const nexset = await nexsets.find(nexsetId)
    return nexset && attributesAsRead(nexset.attributes, nexset.overrides ?? {})
  }
  const source = createRequestSource({ credentials, connectors, policy, attributesOf, records })

  return {
    sending: { door, budgets, policy },
    services: {
      connectors,
      credentials,
      lookups: createLookupService({ credentials, connectors, call, callLimit }),
      previews: createPreviewService(source),
      testSends: createTestSendService({
        db,
        testSends: createTestSendStore(db),
        source,
        credentials,
        call,
        callLimit,
      }),
    },
    /** Practice Salesloft's credential is there, at the right port; its check goes on in the background. */
    async keepPractice() {
      if (practiceUrl === undefined) return
      await credentials.keepPractice(practiceUrl, practiceApiKey)
      checking = credentials.checkPractice().catch((error: unknown) => {
        log.warn({ err: error }, 'The credential of Practice Salesloft couldn’t be checked.')
      })
    },
    async close() {
      await checking
      budgets.close()
      await door.close()
    },
  }
}
