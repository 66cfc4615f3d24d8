import type { ActivateFrom, Confirmation, DestinationStatus } from '@sluice/schema'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Database } from '../database/tables.ts'
import { doOnce } from '../store/do-once.ts'
import type { DestinationStateService } from './destination-states.ts'
import type { DestinationStatusService } from './destination-status.ts'
import { fingerprintOf } from './fingerprint-of.ts'

export type DestinationControl = ReturnType<typeof createDestinationControl>

type Deps = {
  readonly db: Kysely<Database>
  readonly states: DestinationStateService
  readonly status: Pick<DestinationStatusService, 'get'>
}

/** Starting and stopping destinations, each time with how they are afterwards. */
export function createDestinationControl({ db, states, status }: Deps) {
  return {
    /** With an Idempotency-Key it is done once: said again, it only tells the status. */
    async activate(
      id: string,
      asked: { from: ActivateFrom; confirm?: Confirmation | undefined },
      key?: string,
    ): Promise<DestinationStatus> {
      const fingerprint = fingerprintOf({ id, ...asked })
      await doOnce(db, {
        once: key === undefined ? undefined : { scope: 'activate', key },
        answer: z.null(),
        fingerprint: async () => fingerprint,
        async act(transaction) {
          await states.activate(id, asked, transaction)
          return { answer: null, fingerprint }
        },
      })
      return status.get(id)
    },

    async pause(id: string): Promise<DestinationStatus> {
      await states.pause(id)
      return status.get(id)
    },

    async release(id: string, asked: { confirm?: Confirmation | undefined }): Promise<DestinationStatus> {
      await states.release(id, asked)
      return status.get(id)
    },
  }
}
