import { rm } from 'node:fs/promises'
import type { RequestConfigInput } from '@sluice/schema'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { newProduct, type Product } from '../test/product.ts'

vi.setConfig({ testTimeout: 180_000 })

const count = 5000
const inFlight = 8
/** Requests that a slice has in hand where they may be repeated, and for each in flight where they may not. */
const mostInHand = 512
const mostOpenPerFlight = 3

let product: Product
const settings = { SLUICE_PRACTICE_POINTS_PER_MINUTE: '0', SLUICE_LOG: 'warn' }

beforeAll(async () => {
  product = await newProduct()
})
afterAll(async () => {
  await product.end('SIGTERM')
  await rm(product.folder, { recursive: true })
})

it('killed in the middle of 5,000 records, it goes on by itself, and sends again only what is safe to repeat', async () => {
  await product.start(settings)
  const credential = await practiceCredential()
  const nexset = await post('nexsets/empty', { name: 'People and accounts' })
  const records = Array.from({ length: count }, (_, index) => ({
    name: `Killed ${index + 1}`,
    domain: `killed-${index + 1}.example`,
    email_address: `killed-${index + 1}@example.org`,
  }))
  await post(`nexsets/${nexset.id}/records`, records)
  const make = async (name: string, request: RequestConfigInput) => {
    const body = { name, connector: 'salesloft', credentialId: credential.id, nexsetId: nexset.id, request }
    const { id } = await post('destinations', body)
    await post(`destinations/${id}/activate`, { from: 'start' })
    return String(id)
  }
  const safe = await make('Safe to repeat', { mode: 'template', template: 'accounts.upsert' })
  const never = await make('Never repeated', {
    mode: 'advanced',
    method: 'POST',
    contentFormat: 'json',
    url: `http://127.0.0.1:${product.practicePort}/v2/people`,
  })
  await vi.waitFor(async () => expect(Math.min(await cursorOf(safe), await cursorOf(never))).toBeGreaterThan(500), {
    timeout: 60_000,
    interval: 20,
  })
  await product.end('SIGKILL')

  await product.start(settings)
  await vi.waitFor(async () => expect([await cursorOf(safe), await cursorOf(never)]).toEqual([count, count]), {
    timeout: 120_000,
    interval: 250,
  })
  const accounts = await timesSent('/v2/account_upserts', 'domain')
  const people = await timesSent('/v2/people', 'email_address')
  const counts = (await get(`destinations/${never}/status`)).counts
  const repeated = [...accounts.values()].filter((times) => times > 1).length
  expect({
    accounts: accounts.size,
    safe: (await get(`destinations/${safe}/status`)).counts.sent,
    isRepeatedAtMostInHand: repeated <= mostInHand,
    peopleSentTwice: [...people.values()].filter((times) => times > 1).length,
    decided: counts.sent + counts.unknown,
    isUnknownAtMostOpen: counts.unknown <= mostOpenPerFlight * inFlight,
    isEverySentPersonThere: people.size >= counts.sent,
  }).toEqual({
    accounts: count,
    safe: count,
    isRepeatedAtMostInHand: true,
    peopleSentTwice: 0,
    decided: count,
    isUnknownAtMostOpen: true,
    isEverySentPersonThere: true,
  })
})

async function practiceCredential() {
  const [credential] = (await get('credentials')).items
  const limits = { pointsPerMinute: 1_000_000, shareForOthers: 0, inFlight }
  await call('PATCH', `credentials/${credential.id}`, { limits })
  return credential
}

const cursorOf = async (id: string): Promise<number> => (await get(`destinations/${id}/status`)).cursor
const get = (path: string) => call('GET', path)
const post = (path: string, body: unknown) => call('POST', path, body)

async function call(method: string, path: string, body?: unknown) {
  const answer = await fetch(`http://127.0.0.1:${product.port}/api/v1/${path}`, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
  return JSON.parse(text)
}

/** How often each record reached Practice Salesloft, by its own log. */
async function timesSent(path: string, key: string): Promise<Map<string, number>> {
  const query = new URLSearchParams({ path, format: 'ndjson' })
  const log = await fetch(`http://127.0.0.1:${product.practicePort}/practice/requests?${query}`)
  const times = new Map<string, number>()
  for (const line of (await log.text()).split('\n').filter((text) => text !== '')) {
    const value = String(JSON.parse(JSON.parse(line).body)[key])
    times.set(value, (times.get(value) ?? 0) + 1)
  }
  return times
}
