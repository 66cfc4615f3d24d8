import { irreversibleRequest } from '@sluice/request-builder'
import type { ActivationPlan, BudgetStatus, Connector, CredentialCheck } from '@sluice/schema'
import { AppError } from '../errors.ts'
import type { DestinationStore } from '../store/destinations.ts'
import { recordsPerCall } from './records-per-call.ts'

export type GetActivationPlan = (id: string) => Promise<ActivationPlan>

type Deps = {
  readonly destinations: Pick<DestinationStore, 'find'>
  readonly checkOf: (credentialId: string) => Promise<Pick<CredentialCheck, 'user' | 'team'> | undefined>
  readonly budgetOf: (credentialId: string) => Promise<BudgetStatus>
  /** How many records replays have still to send. */
  readonly replayingIn: (id: string) => Promise<number>
  readonly connectors: ReadonlyMap<string, Connector>
}

/** Says what activating a destination would do, before anybody does it. */
export function createActivationPlan({
  destinations,
  checkOf,
  budgetOf,
  replayingIn,
  connectors,
}: Deps): GetActivationPlan {
  return async (id) => {
    const stored = await destinations.find(id)
    const connector = stored && connectors.get(stored.connector)
    if (!connector) throw new AppError('not_found', `There is no destination with id ${id}. It may have been deleted.`)
    const [check, budget, replaying] = await Promise.all([
      checkOf(stored.credential_id),
      budgetOf(stored.credential_id),
      replayingIn(id),
    ])
    const irreversible = irreversibleRequest(connector, stored.request)
    return {
      recordCount: stored.recordCount,
      cursor: stored.cursor,
      fromStart: stored.recordCount,
      replaying,
      fromCursor: stored.recordCount - stored.cursor - stored.filed_ahead,
      alreadySent: stored.sent,
      recordsPerCall: recordsPerCall(connector, stored.request),
      allowedPerMinute: budget.allowed,
      isIrreversible: irreversible !== null,
      losses: irreversible ? [irreversible.says, ...irreversible.losses] : [],
      credentialName: stored.credentialName,
      user: check?.user?.name ?? null,
      team: check?.team?.name ?? null,
    }
  }
}
