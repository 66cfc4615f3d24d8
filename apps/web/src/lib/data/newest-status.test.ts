import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { applyStatus, destinationQuery, destinationStatusQuery } from './destinations.ts'

const id = '0190a0c0-0000-7000-8000-000000000001'
const statusOf = (sent: number) => ({
  id,
  state: 'active' as const,
  hold: null,
  cursor: sent,
  recordCount: 30,
  waiting: 30 - sent,
  counts: { sent, rejected: 0, invalid: 0, skipped: 0, unknown: 0, pending: 30 - sent },
  rate: 1,
  budget: { team: null, pointsPerMinute: 600, allowed: 600, remaining: null, waitsUntil: null },
  estimateSeconds: 0,
  lastSentAt: null,
})
const destinationOf = (sent: number) => {
  const { waiting, rate, budget, estimateSeconds, ...shared } = statusOf(sent)
  return {
    ...shared,
    name: 'Accounts',
    connector: 'salesloft',
    credentialId: id,
    credentialName: 'Practice',
    nexsetId: id,
    nexsetName: 'Accounts',
    version: 1,
    request: { mode: 'template', template: 'accounts.upsert' },
    requestLabel: 'Upsert an Account',
    isIrreversible: false,
    responseWebhook: false,
    responseNexset: null,
    settings: {},
    createdAt: '2026-11-28T12:00:00.000Z',
    updatedAt: '2026-11-28T12:00:00.000Z',
  }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Answers of the server that come when the test says so. */
function holdAnswers() {
  const waiting: (() => void)[] = []
  vi.stubGlobal('location', { origin: 'http://localhost:4400' })
  vi.stubGlobal('fetch', async (url: string | URL | Request) => {
    await new Promise<void>((resolve) => waiting.push(resolve))
    return Response.json(String(url).endsWith('/status') ? statusOf(1) : destinationOf(1))
  })
  return () => {
    for (const answer of waiting.splice(0)) answer()
  }
}

it('lets no answer that was asked for earlier undo a status that arrived since', async () => {
  const answer = holdAnswers()
  const client = new QueryClient()
  const asked = [client.fetchQuery(destinationQuery(id)), client.fetchQuery(destinationStatusQuery(id))] as const
  await vi.advanceTimersByTimeAsync(10)
  applyStatus(client, statusOf(26))
  await vi.advanceTimersByTimeAsync(10)
  answer()
  const [destination, status] = await Promise.all(asked)
  expect([destination.counts.sent, status.counts.sent]).toEqual([26, 26])
  expect(client.getQueryData<{ name: string }>(destinationQuery(id).queryKey)?.name).toBe('Accounts')
})

it('takes what an answer says that was asked for after the last status', async () => {
  const answer = holdAnswers()
  const client = new QueryClient()
  applyStatus(client, statusOf(26))
  await vi.advanceTimersByTimeAsync(10)
  const asked = client.fetchQuery(destinationQuery(id))
  await vi.advanceTimersByTimeAsync(10)
  answer()
  expect((await asked).counts.sent).toBe(1)
})
