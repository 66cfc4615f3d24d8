import { Dismissal, DismissalLeftOut, type QuarantineSelection } from '@sluice/schema'
import type { Kysely, Transaction } from 'kysely'
import { z } from 'zod'
import type { Database } from '../../database/tables.ts'
import { AppError } from '../../errors.ts'
import type { DestinationStore, StoredDestination } from '../../store/destinations.ts'
import { insertDismissal, listDismissals, type StoredDismissal, undoDismissal } from '../../store/dismissals.ts'
import { doOnce } from '../../store/do-once.ts'
import { lockCounts } from '../../store/lock-destination.ts'
import type { NexsetRecords } from '../../store/nexset-records.ts'
import type { OutcomeStore } from '../../store/outcomes.ts'
import { countChosen, type StoredSelection } from '../../store/quarantine-selection.ts'
import { fingerprintOf } from '../fingerprint-of.ts'
import { selectQuarantined } from './select-quarantined.ts'

export type DismissalService = ReturnType<typeof createDismissalService>

type Deps = {
  readonly db: Kysely<Database>
  readonly destinations: Pick<DestinationStore, 'find'>
  readonly outcomes: Pick<OutcomeStore, 'quarantined' | 'seqsOf'>
  readonly records: Pick<NexsetRecords, 'readRecords'>
  /** Called when counts changed, so that open pages learn of it. */
  readonly onChange: (id: string, executor: Kysely<Database>) => Promise<void>
}

const Made = z.object({ dismissal: Dismissal, left: DismissalLeftOut })

/** Gives chosen quarantined records up, and takes that back. */
export function createDismissalService(deps: Deps) {
  const { db, outcomes, records } = deps

  return {
    async create(id: string, { select: asked }: { select: QuarantineSelection }, key?: string) {
      const source = await find(id)
      const select = await selectQuarantined({ outcomes, records }, { ...source, nexsetId: source.nexset_id }, asked)
      const fingerprint = fingerprintOf({ id, asked })
      return doOnce(db, {
        once: key === undefined ? undefined : { scope: 'dismissal', key },
        answer: Made,
        fingerprint: async () => fingerprint,
        act: async (transaction) => ({ answer: await dismiss(source, { select, asked }, transaction), fingerprint }),
      })
    },

    async list(id: string): Promise<{ items: Dismissal[] }> {
      await find(id)
      return { items: (await listDismissals(db, id)).map(view) }
    },

    async undo(id: string, dismissalId: string): Promise<Dismissal> {
      return db.transaction().execute(async (transaction) => {
        const row = await lockCounts(transaction, id)
        if (!row) throw notFound(id)
        const undone = await undoDismissal(transaction, row, dismissalId)
        if (!undone)
          throw new AppError(
            'conflict',
            'This dismissal can’t be undone: it was undone already, or delivery has started again from the first record since.',
          )
        await deps.onChange(id, transaction)
        return view(undone)
      })
    },
  }

  async function dismiss(
    source: StoredDestination,
    { select, asked }: { readonly select: StoredSelection; readonly asked: QuarantineSelection },
    transaction: Transaction<Database>,
  ) {
    const row = await lockCounts(transaction, source.id)
    if (!row) throw notFound(source.id)
    const { sent, replaying, others } = await countChosen(transaction, row, select)
    const { dismissal, ahead } = await insertDismissal(transaction, row, { select, asked })
    if (dismissal.record_count === 0) throw nothingToDismiss(row.name, { replaying, ahead })
    await deps.onChange(row.id, transaction)
    return { dismissal: view(dismissal), left: { sent, replaying, others, ahead } }
  }

  async function find(id: string): Promise<StoredDestination> {
    const stored = await deps.destinations.find(id)
    if (!stored) throw notFound(id)
    return stored
  }
}

function nothingToDismiss(name: string, { replaying, ahead }: { replaying: number; ahead: number }): AppError {
  const why = [
    replaying > 0 && `${replaying} are in a replay that isn’t done`,
    ahead > 0 && `delivery hasn’t come past ${ahead} of them yet; try again in a moment`,
  ].filter((words) => words !== false)
  const because = why.length > 0 ? `: ${why.join(', ')}.` : '.'
  return new AppError('selection_empty', `None of the chosen records of ${name} can be dismissed${because}`)
}

const view = ({ id, record_count: count, at, undone_at: undoneAt }: StoredDismissal): Dismissal => ({
  id,
  count,
  at: at.toISOString(),
  undoneAt: undoneAt?.toISOString() ?? null,
})

const notFound = (id: string) =>
  new AppError('not_found', `There is no destination with id ${id}. It may have been deleted.`)
