import { type APIRequestContext, type APIResponse, expect } from '@playwright/test'

/** Fills Sluice through its API, as a script would: quicker than by the screens, which have tests of their own. */
export class Seed {
  readonly request: APIRequestContext

  constructor(request: APIRequestContext) {
    this.request = request
  }

  async nexset(name: string, csv: string): Promise<string> {
    const file = { name: `${name}.csv`, mimeType: 'text/csv', buffer: Buffer.from(csv) }
    return this.#idOf(this.request.post('/api/v1/nexsets', { ...fromThePage, multipart: { name, file } }))
  }

  async practiceCredential(): Promise<string> {
    const answer = await this.request.get('/api/v1/credentials')
    const { items } = await answer.json()
    return items.find((credential: { name: string }) => credential.name === 'Practice Salesloft').id
  }

  async destination(name: string, nexsetId: string, request: object): Promise<string> {
    const credentialId = await this.practiceCredential()
    const data = { name, connector: 'salesloft', credentialId, nexsetId, request }
    return this.#idOf(this.request.post('/api/v1/destinations', { ...fromThePage, data }))
  }

  async #idOf(sent: Promise<APIResponse>): Promise<string> {
    const answer = await sent
    expect(answer.status(), await answer.text()).toBe(201)
    return (await answer.json()).id
  }
}

const fromThePage = { headers: { 'sec-fetch-site': 'same-origin' } }
