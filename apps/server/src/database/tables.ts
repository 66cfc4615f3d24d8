import type { CredentialTables } from '../store/tables/credentials.ts'
import type { DeliveryTables } from '../store/tables/delivery.ts'
import type { DestinationTables } from '../store/tables/destinations.ts'
import type { HistoryTables } from '../store/tables/history.ts'
import type { IdempotentAnswerTables } from '../store/tables/idempotent-answers.ts'
import type { NexsetTables } from '../store/tables/nexsets.ts'

/** Every table, as Kysely sees it; each area describes its own under `store/tables`. */
export interface Database
  extends IdempotentAnswerTables,
    NexsetTables,
    CredentialTables,
    DestinationTables,
    DeliveryTables,
    HistoryTables {
  sluice_migration: { name: string; checksum: string; applied_at: Date }
}
