import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'

const Made = z.object({ id: z.string() })
const Status = z.object({ cursor: z.number(), recordCount: z.number(), state: z.string() })
const Page = z.object({
  items: z.array(z.object({ data: z.record(z.string(), z.unknown()) })),
  nextCursor: z.string().nullable(),
})

/** The product's API, as a patient client uses it: each write is tried again, under one key, until it is answered. */
export type Api = ReturnType<typeof createApi>

export function createApi(url: string) {
  let keys = 0

  async function call(method: string, path: string, body?: unknown, key?: string): Promise<Response> {
    const headers = {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(key !== undefined && { 'idempotency-key': key }),
    }
    return fetch(`${url}/api/v1/${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(10_000),
    })
  }

  /** Until it is answered for good; an answer that isn't a success, and says nothing of later, is an error. */
  async function write(path: string, body: unknown): Promise<unknown> {
    keys += 1
    const key = `chaos-${keys}`
    while (true) {
      const answer = await call('POST', path, body, key).catch(() => null)
      const text = await answer?.text().catch(() => null)
      if (answer?.ok && text !== null && text !== undefined) return JSON.parse(text)
      if (answer && answer.status < 500 && answer.status !== 409 && answer.status !== 429)
        throw new Error(`POST ${path} was answered ${answer.status}: ${text}`)
      await delay(100)
    }
  }

  async function read(path: string): Promise<unknown> {
    const answer = await call('GET', path)
    if (!answer.ok) throw new Error(`GET ${path} was answered ${answer.status}.`)
    return answer.json()
  }

  return {
    /** Gives the id of what was made. */
    make: async (path: string, body: unknown): Promise<string> => Made.parse(await write(path, body)).id,
    write,
    /** One try; the status of the answer, null without one. */
    tryToMake: (path: string, body: unknown): Promise<number | null> =>
      call('POST', path, body).then(
        ({ status }) => status,
        () => null,
      ),
    status: async (id: string) => Status.parse(await read(`destinations/${id}/status`)),
    async change(path: string, body: unknown): Promise<void> {
      const answer = await call('PATCH', path, body)
      if (!answer.ok) throw new Error(`PATCH ${path} was answered ${answer.status}: ${await answer.text()}`)
    },
    /** The status that it is answered with now; null when nobody answers. */
    readiness: (): Promise<number | null> =>
      fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) }).then(
        ({ status }) => status,
        () => null,
      ),
    async allRecords(nexsetId: string): Promise<Record<string, unknown>[]> {
      const records: Record<string, unknown>[] = []
      for (let after: string | null = '0'; after !== null; ) {
        const path = `nexsets/${nexsetId}/records?limit=200&after=${after}`
        const page: z.infer<typeof Page> = Page.parse(await read(path))
        records.push(...page.items.map(({ data }) => data))
        after = page.nextCursor
      }
      return records
    },
  }
}
