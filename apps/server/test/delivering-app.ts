import type { PracticeOptions } from '@sluice/practice-salesloft'
import type { Destination, DestinationStatus, NewDestinationInput, RequestConfigInput } from '@sluice/schema'
import type { Waits } from '../src/waits.ts'
import { testWaits } from './delivery-parts.ts'
import { startPracticeApp } from './practice-app.ts'

/** The whole server with its engine at work, and a Practice Salesloft of its own without a rate limit. */
export async function startDeliveringApp(practice: PracticeOptions = {}, waits: Waits = testWaits) {
  await using stack = new AsyncDisposableStack()
  const place = stack.use(await startPracticeApp({ practice, waits }))
  const { app, call, credential } = place
  await call('PATCH', `/api/v1/credentials/${credential.id}`, {
    limits: { pointsPerMinute: 1_000_000, shareForOthers: 0 },
  })
  stack.defer(() => app.worker.stop())
  await app.worker.start()
  const owned = stack.move()

  const statusOf = async (id: string) =>
    (await call<DestinationStatus>('GET', `/api/v1/destinations/${id}/status`)).body

  return {
    ...place,
    statusOf,

    async addDestination(
      nexsetId: string,
      request: RequestConfigInput,
      more: Partial<NewDestinationInput> = {},
    ): Promise<Destination> {
      const input = { name: 'To Salesloft', connector: 'salesloft', credentialId: credential.id, nexsetId, request }
      const { status, body } = await call<Destination>('POST', '/api/v1/destinations', { ...input, ...more })
      if (status !== 201) throw new Error(JSON.stringify(body))
      return body
    },

    activate: (id: string, from: 'start' | 'now' | 'cursor' = 'start') =>
      call<DestinationStatus>('POST', `/api/v1/destinations/${id}/activate`, { from }),

    /** Resolves as soon as the destination's status fulfils the condition. */
    async until(id: string, condition: (status: DestinationStatus) => boolean): Promise<DestinationStatus> {
      while (true) {
        const status = await statusOf(id)
        if (condition(status)) return status
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },

    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

export const isCaughtUp = ({ waiting }: DestinationStatus): boolean => waiting === 0
