import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { z } from 'zod'
import { numberArray, textArray } from '../database/array-literal.ts'
import type { Database } from '../database/tables.ts'

/** What the request builder was given beside configuration and records; with them it makes the same request again. */
export const BuilderInputs = z.object({ now: z.string(), baseUrl: z.string(), typesVersion: z.int() }).readonly()
export type BuilderInputs = z.infer<typeof BuilderInputs>

/** What a slice works under: every statement that it commits checks the fence. */
export type SliceFence = {
  readonly destinationId: string
  readonly fence: number
  readonly pass: number
  readonly version: number
}

/** A slice's fence, for the work of one of its runs. */
export type Fence = SliceFence & { readonly runId: string }

export type IntentRequest = {
  readonly seqs: readonly number[]
  readonly keys: readonly (string | null)[]
  /** 32 hexadecimal digits. */
  readonly fingerprint: string
  readonly isRepeat: boolean
}

/**
 * Why intents weren't committed. `lost`: the slice was handed to another worker. `stopped`: the destination is not
 * active any more. `edited`: it has a newer version. `approval`: there is no leave for these records.
 */
export type IntentRefusal = 'lost' | 'stopped' | 'edited' | 'approval'

export type IntentStore = ReturnType<typeof createIntentStore>

/** The first half of the journal: what is about to be sent. */
export function createIntentStore(db: Kysely<Database>) {
  return {
    /**
     * Commits one intent group, or says why not. The check of fence, state, version and leave holds at the moment of
     * the commit: it locks the destination's row against a hand-out, a pause or an edit. The same group, tried again
     * because its commit went unanswered, is committed once.
     */
    async commit(
      fence: Fence,
      group: {
        readonly id: string
        readonly workerId: string
        readonly inputs: BuilderInputs
        readonly needsApproval: boolean
        /** Leave was given to the replay itself, rather than for a stretch of the Nexset. */
        readonly isReplay: boolean
        readonly requests: readonly IntentRequest[]
      },
    ): Promise<'committed' | IntentRefusal> {
      const { id } = group
      const packed = pack(group.requests)
      const { rows } = await sql`
        with allowed as (
          select id from destination
          where id = ${fence.destinationId} and fence = ${fence.fence} and state = 'active' and version = ${fence.version}
            and ${group.needsApproval ? hasLeave(fence, group, packed) : sql`true`}
          for key share
        )
        insert into intent_group (id, destination_id, run_id, pass, fence, worker_id, version, inputs, first_seq, last_seq,
          seqs, sizes, fingerprints, keys, repeats)
        select ${id}, id, ${fence.runId}, ${fence.pass}, ${fence.fence}, ${group.workerId}, ${fence.version},
          ${JSON.stringify(group.inputs)}::jsonb, ${packed.firstSeq}, ${packed.lastSeq}, ${packed.seqs}::int4[],
          ${packed.sizes}::int4[], ${packed.fingerprints}, ${packed.keys}::text[], ${packed.repeats}::int4[]
        from allowed on conflict (id) do nothing returning id`.execute(db)
      return rows.length > 0 ? 'committed' : findRefusal(db, fence, id)
    },
  }
}

function hasLeave(
  { runId }: Fence,
  { isReplay }: { isReplay: boolean },
  { firstSeq, lastSeq }: { firstSeq: number; lastSeq: number },
) {
  return isReplay
    ? sql`exists (select from run where run.id = ${runId} and run.approved_version = destination.version)`
    : sql`(approval_version = version and approval_from_seq <= ${firstSeq} and approval_to_seq >= ${lastSeq})`
}

function pack(requests: readonly IntentRequest[]) {
  const seqs = requests.flatMap((request) => request.seqs)
  const keys = requests.flatMap((request) => request.keys)
  const repeats = requests.flatMap((request, index) => (request.isRepeat ? [index] : []))
  let firstSeq = seqs[0] ?? 0
  let lastSeq = firstSeq
  for (const seq of seqs) {
    if (seq < firstSeq) firstSeq = seq
    if (seq > lastSeq) lastSeq = seq
  }
  return {
    seqs: numberArray(seqs),
    firstSeq,
    lastSeq,
    sizes: requests.every((request) => request.seqs.length === 1)
      ? null
      : numberArray(requests.map(({ seqs: { length } }) => length)),
    keys: keys.every((key) => key === null) ? null : textArray(keys.map((key) => key && storableKey(key))),
    fingerprints: Buffer.from(requests.map(({ fingerprint }) => fingerprint).join(''), 'hex'),
    repeats: repeats.length > 0 ? numberArray(repeats) : null,
  }
}

const storableKey = (key: string) => key.toWellFormed().replaceAll('\0', '\ufffd')

async function findRefusal(db: Kysely<Database>, fence: Fence, id: string): Promise<'committed' | IntentRefusal> {
  const earlier = await db.selectFrom('intent_group').select('id').where('id', '=', id).executeTakeFirst()
  if (earlier) return 'committed'
  const row = await db
    .selectFrom('destination')
    .select(['fence', 'state', 'version'])
    .where('id', '=', fence.destinationId)
    .executeTakeFirst()
  if (!row || row.fence !== fence.fence) return 'lost'
  if (row.state !== 'active') return 'stopped'
  return row.version === fence.version ? 'approval' : 'edited'
}
