import type { DestinationHistory, HistorySpan } from '@sluice/schema'
import { AppError } from '../errors.ts'
import { allowedPoints } from '../sending/budget/lease-points.ts'
import type { StoredCredential } from '../store/credentials.ts'
import type { DestinationStore } from '../store/destinations.ts'
import type { HistoryStore } from '../store/history.ts'
import { budgetKeyOf } from './credential-secrets.ts'
import { viewStretches } from './view-stretches.ts'

export type DestinationHistoryService = ReturnType<typeof createDestinationHistory>

type Deps = {
  readonly destinations: Pick<DestinationStore, 'find'>
  readonly findCredential: (id: string) => Promise<StoredCredential | undefined>
  readonly history: Pick<HistoryStore, 'find'>
}

/** Of how many stretches of how many minutes each a span is made; one more, so that the whole span has passed. */
const spans = {
  hour: { minutes: 1, stretches: 61 },
  day: { minutes: 15, stretches: 97 },
} as const satisfies Record<HistorySpan, object>

/** What a destination has done of late, beside what else its team's points went to. */
export function createDestinationHistory({ destinations, findCredential, history }: Deps) {
  return {
    async get(id: string, span: HistorySpan): Promise<DestinationHistory> {
      const stored = await destinations.find(id)
      if (!stored) throw new AppError('not_found', `There is no destination with id ${id}. It may have been deleted.`)
      const credential = await findCredential(stored.credential_id)
      if (!credential) throw new AppError('not_found', 'The destination’s credential no longer exists. Pick another.')
      const { minutes, stretches } = spans[span]
      const rows = await history.find(id, budgetKeyOf(credential), { minutes, stretches })
      return { span, minutes, items: viewStretches(rows, minutes, allowedPoints(credential.limits)) }
    },
  }
}
