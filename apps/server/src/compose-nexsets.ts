import type { Kysely } from 'kysely'
import type { Config } from './config.ts'
import type { Database } from './database/tables.ts'
import { createNexsetIntake } from './services/nexset-intake.ts'
import { createNexsetService } from './services/nexsets.ts'
import { createWebhookService } from './services/webhooks.ts'
import { createNexsetRecords } from './store/nexset-records.ts'
import { createNexsetStore } from './store/nexsets.ts'
import { createWebhookStore } from './store/webhooks.ts'

/** Stores and services of Nexsets, their records and their sources. */
export function composeNexsets(db: Kysely<Database>, config: Pick<Config, 'intake' | 'pushesPerSecond'>) {
  const nexsets = createNexsetStore(db)
  const records = createNexsetRecords(db)
  const intake = createNexsetIntake({ db, nexsets, limits: config.intake })
  const webhooks = createWebhookStore(db)
  const { pushesPerSecond } = config
  return {
    stores: { nexsets, records },
    services: {
      nexsets: createNexsetService({ db, nexsets, records }),
      intake,
      webhooks: createWebhookService({ db, webhooks, nexsets, intake, pushesPerSecond }),
    },
  }
}
