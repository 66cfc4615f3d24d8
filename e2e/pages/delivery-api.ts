import { expect, type Page } from '@playwright/test'
import type { BuiltRequest } from '@sluice/schema'

/** Lifts the rate limit of the practice credential, for tests that aren't about it. */
export async function liftLimit(page: Page): Promise<void> {
  const { items } = await (await page.request.get('/api/v1/credentials')).json()
  const practice = items.find(({ name }: { name: string }) => name === 'Practice Salesloft')
  const changed = await page.request.patch(`/api/v1/credentials/${practice.id}`, {
    data: { limits: { pointsPerMinute: 1_000_000, shareForOthers: 0, inFlight: 32 } },
  })
  expect(changed.ok()).toBe(true)
}

const mostOfOnePreview = 200

/** The requests that previews give for records 1 to `count` of a saved destination. */
export async function previewedRequests(page: Page, destinationId: string, count: number): Promise<BuiltRequest[]> {
  const { connector, credentialId, nexsetId, request } = await (
    await page.request.get(`/api/v1/destinations/${destinationId}`)
  ).json()
  const requests: BuiltRequest[] = []
  for (let first = 1; first <= count; first += mostOfOnePreview) {
    const seqs = Array.from({ length: Math.min(mostOfOnePreview, count - first + 1) }, (_, index) => first + index)
    const answer = await page.request.post('/api/v1/previews', {
      data: { connector, credentialId, nexsetId, request, seqs },
    })
    const { steps } = await answer.json()
    for (const step of steps) if (step.kind === 'request') requests.push(step.request)
  }
  return requests
}
