import { Answer, BuiltRequest, FieldError, type TestSend } from '@sluice/schema'
import type { Kysely, Selectable } from 'kysely'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '../database/tables.ts'
import { storableJson, storableText } from './storable.ts'
import type { TestSendTable } from './tables/credentials.ts'

/** The call that removes what a test send has made. */
export type UndoCall = { readonly method: string; readonly url: string }

export type StoredTestSend = Omit<TestSend, 'at' | 'undo'> & {
  readonly at: Date
  readonly connector: string
  /** Null once the credential was deleted. */
  readonly credentialId: string | null
  readonly undo: (UndoCall & { readonly isDone: boolean }) | null
}

export type BegunTestSend = Pick<StoredTestSend, 'id' | 'connector' | 'seqs' | 'isEdited' | 'request' | 'writtenAs'> & {
  readonly credentialId: string
  readonly nexsetId: string
}

export type TestSendEnd = Pick<
  StoredTestSend,
  'response' | 'durationMs' | 'points' | 'outcome' | 'problem' | 'fieldErrors' | 'salesloftId'
> & { readonly undo: UndoCall | null }

/** Said of a test as long as its end isn't known, and for good when the process ended before it was. */
const withoutEnd =
  'It was sent, or was about to be, and no answer was written down. Look at the target before you send it again.'

export type TestSendFilter = {
  readonly nexsetId?: string | undefined
  readonly credentialId?: string | undefined
  /** Only those made before the one of this id. */
  readonly before?: string | undefined
  readonly limit: number
}

export type TestSendStore = ReturnType<typeof createTestSendStore>

/** The history of test sends. */
export function createTestSendStore(db: Kysely<Database>) {
  return {
    /** Enters a test that is about to be sent: in doubt, until its end is known. */
    async begin(test: BegunTestSend): Promise<void> {
      await db
        .insertInto('test_send')
        .values({
          id: test.id,
          connector: test.connector,
          credential_id: test.credentialId,
          nexset_id: test.nexsetId,
          seqs: test.seqs,
          is_edited: test.isEdited,
          request: storableJson(test.request),
          duration_ms: 0,
          outcome: 'unknown',
          problem: withoutEnd,
          field_errors: '[]',
          written_as: test.writtenAs,
        })
        .execute()
    },

    /** What became of it. */
    async end(id: string, made: TestSendEnd): Promise<void> {
      await db
        .updateTable('test_send')
        .set({
          response: made.response && storableJson(made.response),
          duration_ms: made.durationMs,
          points: made.points,
          outcome: made.outcome,
          problem: made.problem === null ? null : storableText(made.problem),
          field_errors: storableJson(made.fieldErrors),
          salesloft_id: made.salesloftId,
          undo: made.undo && storableJson(made.undo),
        })
        .where('id', '=', id)
        .execute()
    },

    /** It was not sent at all. */
    async forget(id: string): Promise<void> {
      await db.deleteFrom('test_send').where('id', '=', id).execute()
    },

    /** Newest first. */
    async list({ nexsetId, credentialId, before, limit }: TestSendFilter): Promise<StoredTestSend[]> {
      let query = db.selectFrom('test_send').selectAll().orderBy('id', 'desc').limit(limit)
      if (nexsetId !== undefined) query = query.where('nexset_id', '=', nexsetId)
      if (credentialId !== undefined) query = query.where('credential_id', '=', credentialId)
      if (before !== undefined) query = query.where('id', '<', before)
      return (await query.execute()).map(toStored)
    },

    async find(id: string): Promise<StoredTestSend | undefined> {
      const row = await db.selectFrom('test_send').selectAll().where('id', '=', id).executeTakeFirst()
      return row && toStored(row)
    },

    async markUndone(id: string): Promise<void> {
      await db.updateTable('test_send').set({ undone_at: sql`now()` }).where('id', '=', id).execute()
    },
  }
}

function toStored(row: Selectable<TestSendTable>): StoredTestSend {
  return {
    id: row.id,
    at: row.at,
    connector: row.connector,
    credentialId: row.credential_id,
    seqs: row.seqs,
    isEdited: row.is_edited,
    request: BuiltRequest.parse(row.request),
    response: Answer.nullable().parse(row.response),
    durationMs: row.duration_ms,
    points: row.points,
    outcome: row.outcome,
    problem: row.problem,
    fieldErrors: z.array(FieldError).parse(row.field_errors),
    salesloftId: row.salesloft_id,
    writtenAs: row.written_as,
    undo: row.undo && { ...row.undo, isDone: row.undone_at !== null },
  }
}
