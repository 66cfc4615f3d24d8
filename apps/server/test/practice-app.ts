import { type PracticeOptions, startPracticeSalesloft } from '@sluice/practice-salesloft'
import type { Problem } from '@sluice/schema'
import type { Waits } from '../src/waits.ts'
import { createComposedApp } from './composed-app.ts'

type Answered<Body> = { readonly status: number; readonly body: Body }
type Failure = { readonly code: string; readonly detail: string; readonly errors?: Problem[] }

/** The whole server with a Practice Salesloft of its own, whose credential is there and checked. */
export async function startPracticeApp(
  options: { practice?: PracticeOptions; settings?: Record<string, string>; waits?: Waits } = {},
) {
  await using stack = new AsyncDisposableStack()
  const practice = stack.use(await startPracticeSalesloft({ pointsPerMinute: 0, ...options.practice }))
  const app = stack.use(
    await createComposedApp({ SLUICE_PRACTICE_PORT: String(practice.port), ...options.settings }, options),
  )

  /** `body` is read when asked for: an answer without one has none. */
  async function call<Body = Failure>(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    payload?: object,
  ): Promise<Answered<Body>> {
    const headers = { 'sec-fetch-site': 'same-origin' }
    const answer = await app.inject({ method, url, headers, ...(payload && { payload }) })
    return {
      status: answer.statusCode,
      get body() {
        return answer.json()
      },
    }
  }
  const made = () => app.services.credentials.list().then(({ items }) => items[0])
  let credential = await made()
  while (credential?.check.status === 'unchecked') credential = await made()
  if (!credential) throw new Error('no credential of Practice Salesloft')

  const owned = stack.move()
  return {
    app,
    practice,
    /** Of Practice Salesloft, as the server made it. */
    credential,
    call,
    /** A Nexset of these records; its id. */
    async addNexset(records: readonly object[]): Promise<string> {
      const { body } = await call<{ id: string }>('POST', '/api/v1/nexsets/empty', { name: 'Accounts' })
      const answer = await app.inject({
        method: 'POST',
        url: `/api/v1/nexsets/${body.id}/records`,
        payload: [...records],
      })
      if (answer.statusCode !== 201) throw new Error(answer.body)
      return body.id
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
export type PracticeApp = Awaited<ReturnType<typeof startPracticeApp>>
