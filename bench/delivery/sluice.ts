import { setTimeout as delay } from 'node:timers/promises'
import type { BuildStep, Destination, DestinationStatus, NewDestinationInput } from '@sluice/schema'

/** What the benchmark asks of a running Sluice, over its API. */
export function openSluice(url: string) {
  async function call<Answer>(
    method: string,
    path: string,
    body?: unknown,
    type = 'application/json',
  ): Promise<Answer> {
    const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body)
    const headers = { 'sec-fetch-site': 'same-origin', ...(text === undefined ? {} : { 'content-type': type }) }
    const answer = await fetch(`${url}/api/v1${path}`, { method, headers, body: text ?? null })
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`)
    return answer.status === 204 ? JSON.parse('null') : answer.json()
  }

  return {
    async addNexset(name: string): Promise<string> {
      return (await call<{ id: string }>('POST', '/nexsets/empty', { name })).id
    },
    append: (nexsetId: string, lines: readonly string[]) =>
      call('POST', `/nexsets/${nexsetId}/records`, `${lines.join('\n')}\n`, 'application/x-ndjson'),
    async addCredential(baseUrl: string, inFlight: number): Promise<string> {
      const limits = { pointsPerMinute: 1_000_000, shareForOthers: 0, inFlight }
      const credential = {
        name: baseUrl,
        connector: 'salesloft',
        kind: 'api_key',
        secret: 'benchmark',
        baseUrl,
        limits,
      }
      return (await call<{ id: string }>('POST', '/credentials', credential)).id
    },
    addDestination: (destination: NewDestinationInput) => call<Destination>('POST', '/destinations', destination),
    preview: (preview: object) => call<{ steps: BuildStep[] }>('POST', '/previews', preview),
    activate: (id: string, from: 'start' | 'now') => call('POST', `/destinations/${id}/activate`, { from }),
    pause: (id: string) => call('POST', `/destinations/${id}/pause`),
    /** Resolves once all records have an outcome. */
    async untilSent(id: string): Promise<DestinationStatus> {
      const begin = performance.now()
      let first: number | undefined
      for (;;) {
        const status = await call<DestinationStatus>('GET', `/destinations/${id}/status`)
        if (status.hold) throw new Error(`Held: ${status.hold.cause}`)
        const { waiting } = status
        if (waiting === 0) return status
        first ??= waiting
        // Each question costs the server too: asked again when half of what is left should be done.
        const leftMs = ((performance.now() - begin) * waiting) / Math.max(first - waiting, 1)
        await delay(Math.min(1_000, Math.max(20, leftMs / 2)))
      }
    },
  }
}

export type Sluice = ReturnType<typeof openSluice>
