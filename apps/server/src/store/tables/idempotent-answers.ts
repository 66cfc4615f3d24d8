import type { ColumnType, Generated } from 'kysely'

export interface IdempotentAnswerTables {
  idempotent_answer: {
    scope: string
    key: string
    fingerprint: Buffer
    answer: ColumnType<unknown, string | null, string>
    created_at: Generated<Date>
  }
}
