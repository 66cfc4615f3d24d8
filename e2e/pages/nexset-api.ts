import type { Page } from '@playwright/test'

/** A Nexset of these records, made over the API; its id. */
export async function makeNexset(page: Page, name: string, records: readonly object[]): Promise<string> {
  const made = await page.request.post('/api/v1/nexsets/empty', { data: { name } })
  const { id } = await made.json()
  if (records.length > 0) {
    const added = await page.request.post(`/api/v1/nexsets/${id}/records`, { data: records })
    if (!added.ok()) throw new Error(await added.text())
  }
  return id
}

/** Accounts with names and domains that no other run has used. */
export function accounts(count: number, prefix: string): { name: string; domain: string; industry: string }[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `${prefix} ${index + 1}`,
    domain: `${prefix.toLowerCase()}-${index + 1}.example`,
    industry: 'Energy',
  }))
}
