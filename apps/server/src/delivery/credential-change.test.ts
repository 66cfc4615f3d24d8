import { expect, it } from 'vitest'
import { startDeliveringApp } from '../../test/delivering-app.ts'
import { accounts } from '../../test/delivery.ts'
import { testWaits } from '../../test/delivery-parts.ts'

it('sends with a credential’s new secret at once, not only when its slice is over', async () => {
  // A slice lasts an hour here, and the records would last for half a minute.
  await using place = await startDeliveringApp({ latencyMs: 50 }, { ...testWaits, sliceMs: 3_600_000 })
  const nexsetId = await place.addNexset(accounts(5_000))
  const { id } = await place.addDestination(nexsetId, { mode: 'template', template: 'accounts.upsert' })
  await place.activate(id)
  await place.until(id, ({ counts }) => counts.sent > 0)
  const answer = await fetch(`${place.practice.url}/practice/keys`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ scopes: ['accounts:read'] }),
  })
  const { key } = await answer.json()
  const { status } = await place.call('PATCH', `/api/v1/credentials/${place.credential.id}`, { secret: key })
  expect(status).toBe(200)
  const held = await place.until(id, ({ state }) => state === 'held')
  expect(held.hold).toMatchObject({ kind: 'configuration' })
  expect(held.counts.sent).toBeLessThan(5_000)
})
