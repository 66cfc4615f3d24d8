import type { CredentialCheck, CredentialLimits } from '@sluice/schema'
import { type Kysely, type Selectable, sql, type Updateable } from 'kysely'
import type { Database } from '../database/tables.ts'
import { credentialRevision } from './credential-revision.ts'
import { changedChannel } from './destination-states.ts'
import { storableJson } from './storable.ts'
import type { CredentialTable } from './tables/credentials.ts'

export type SealedSecret = { readonly sealed: Buffer; readonly keyId: string; readonly hint: string | null }

/** A credential as stored: its secret is sealed. */
export type StoredCredential = {
  readonly id: string
  readonly name: string
  readonly connector: string
  readonly kind: 'api_key' | 'oauth'
  readonly baseUrl: string
  readonly isPractice: boolean
  readonly secret: SealedSecret & { readonly updatedAt: Date }
  readonly limits: CredentialLimits
  readonly check: CredentialCheck
  readonly usedBy: { id: string; name: string }[]
  /** Another one after each change that matters for sending. */
  readonly revision: string
  readonly createdAt: Date
  readonly updatedAt: Date
}

export type NewStoredCredential = Pick<
  StoredCredential,
  'id' | 'name' | 'connector' | 'kind' | 'baseUrl' | 'isPractice' | 'limits'
> & { readonly secret: SealedSecret }

export type StoredCredentialChange = Partial<
  Pick<NewStoredCredential, 'name' | 'baseUrl' | 'isPractice' | 'limits' | 'secret'>
>

export type CredentialStore = ReturnType<typeof createCredentialStore>

export function createCredentialStore(db: Kysely<Database>) {
  return {
    /** By name. */
    async list(connector?: string): Promise<StoredCredential[]> {
      let query = withUses(db).orderBy('credential.name').orderBy('credential.id')
      if (connector !== undefined) query = query.where('credential.connector', '=', connector)
      return (await query.execute()).map(toStored)
    },

    async find(id: string): Promise<StoredCredential | undefined> {
      const row = await withUses(db).where('credential.id', '=', id).executeTakeFirst()
      return row && toStored(row)
    },

    insert: (credential: NewStoredCredential): Promise<void> => insert(db, credential),

    /** Inserts what was never made under this name, however many processes try. Says whether it did. */
    async insertOnce(name: string, credential: NewStoredCredential): Promise<boolean> {
      return db.transaction().execute(async (transaction) => {
        const { numInsertedOrUpdatedRows } = await transaction
          .insertInto('made_credential')
          .values({ name, credential_id: credential.id })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
        if (numInsertedOrUpdatedRows === 0n) return false
        await insert(transaction, credential)
        return true
      })
    },

    /**
     * A new secret or base URL makes the last check void, and every leave that was given for what can't be undone: it
     * was given for what this credential led to.
     */
    async change(id: string, { name, baseUrl, isPractice, limits, secret }: StoredCredentialChange): Promise<void> {
      await db.transaction().execute(async (transaction) => {
        if (secret || baseUrl !== undefined) await voidApprovals(transaction, id)
        await transaction
          .updateTable('credential')
          .set({
            updated_at: sql`now()`,
            ...(name !== undefined && { name }),
            ...(baseUrl !== undefined && { base_url: baseUrl }),
            ...(isPractice !== undefined && { is_practice: isPractice }),
            ...(limits && limitColumns(limits)),
            ...(secret && { ...secretColumns(secret), secret_updated_at: sql`now()` }),
            ...((secret || baseUrl !== undefined) && uncheckedColumns),
          })
          .where('id', '=', id)
          .execute()
        // What sends with it takes it up at once.
        await sql`select pg_notify(${changedChannel}, id::text) from destination where credential_id = ${id}`.execute(
          transaction,
        )
      })
    },

    /** Practice Salesloft listens elsewhere now: its credentials follow. */
    async movePractice(baseUrl: string): Promise<void> {
      await db
        .updateTable('credential')
        .set({ base_url: baseUrl, updated_at: sql`now()` })
        .where('is_practice', '=', true)
        .where('base_url', '!=', baseUrl)
        .execute()
    },

    /** Keeps what a check found, unless the secret or the base URL was changed while it ran. */
    async saveCheck(
      checked: Pick<StoredCredential, 'id' | 'baseUrl' | 'secret'>,
      check: CredentialCheck,
    ): Promise<void> {
      await db
        .updateTable('credential')
        .set({
          check_status: check.status,
          checked_at: sql`now()`,
          check_user: check.user && storableJson(check.user),
          check_team: check.team && storableJson(check.team),
          check_scopes: check.scopes,
          check_missing: check.missing,
          check_problem: check.problem,
        })
        .where('id', '=', checked.id)
        .where('base_url', '=', checked.baseUrl)
        .where('secret_sealed', '=', checked.secret.sealed)
        .execute()
    },

    /** Erases it with its sealed secret, unless a destination uses it. */
    async remove(id: string): Promise<'removed' | 'in_use' | 'gone'> {
      try {
        const { numDeletedRows } = await db.deleteFrom('credential').where('id', '=', id).executeTakeFirst()
        return numDeletedRows > 0n ? 'removed' : 'gone'
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === foreignKeyViolation) return 'in_use'
        throw error
      }
    },
  }
}

async function voidApprovals(db: Kysely<Database>, credentialId: string): Promise<void> {
  await db
    .updateTable('destination')
    .set({ approval_version: null })
    .where('credential_id', '=', credentialId)
    .where('approval_version', 'is not', null)
    .execute()
  await db
    .updateTable('run')
    .set({ approved_version: null })
    .from('destination')
    .whereRef('destination.id', '=', 'run.destination_id')
    .where('destination.credential_id', '=', credentialId)
    .where('run.approved_version', 'is not', null)
    .where('run.state', '=', 'running')
    .execute()
}

const foreignKeyViolation = '23503'

type Row = Selectable<CredentialTable> & { used_by: { id: string; name: string }[]; revision: string }

function withUses(db: Kysely<Database>) {
  return db
    .selectFrom('credential')
    .selectAll('credential')
    .select(credentialRevision.as('revision'))
    .select(
      sql<{ id: string; name: string }[]>`coalesce(
        (select json_agg(json_build_object('id', d.id, 'name', d.name) order by d.name, d.id)
           from destination d where d.credential_id = credential.id), '[]')`.as('used_by'),
    )
}

async function insert(
  db: Kysely<Database>,
  { id, name, connector, kind, baseUrl, isPractice, limits, secret }: NewStoredCredential,
): Promise<void> {
  await db
    .insertInto('credential')
    .values({
      id,
      name,
      connector,
      kind,
      base_url: baseUrl,
      is_practice: isPractice,
      ...limitColumns(limits),
      ...secretColumns(secret),
    })
    .execute()
}

const limitColumns = ({ pointsPerMinute, shareForOthers, inFlight }: CredentialLimits) => ({
  points_per_minute: pointsPerMinute,
  share_for_others: shareForOthers,
  in_flight: inFlight,
})

const secretColumns = ({ sealed, keyId, hint }: SealedSecret) => ({
  secret_sealed: sealed,
  secret_key_id: keyId,
  secret_hint: hint,
})

const uncheckedColumns: Updateable<CredentialTable> = {
  check_status: 'unchecked',
  checked_at: null,
  check_user: null,
  check_team: null,
  check_scopes: [],
  check_missing: [],
  check_problem: null,
}

function toStored(row: Row): StoredCredential {
  return {
    id: row.id,
    name: row.name,
    connector: row.connector,
    kind: row.kind,
    baseUrl: row.base_url,
    isPractice: row.is_practice,
    secret: {
      sealed: row.secret_sealed,
      keyId: row.secret_key_id,
      hint: row.secret_hint,
      updatedAt: row.secret_updated_at,
    },
    limits: { pointsPerMinute: row.points_per_minute, shareForOthers: row.share_for_others, inFlight: row.in_flight },
    check: {
      status: row.check_status,
      at: row.checked_at?.toISOString() ?? null,
      user: row.check_user,
      team: row.check_team,
      scopes: row.check_scopes,
      missing: row.check_missing,
      problem: row.check_problem,
    },
    usedBy: row.used_by,
    revision: row.revision,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
