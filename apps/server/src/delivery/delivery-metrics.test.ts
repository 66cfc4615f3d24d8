import { expect, it } from 'vitest'
import { startDeliveringApp } from '../../test/delivering-app.ts'
import { accounts } from '../../test/delivery.ts'

it('counts for operators what was sent, doubted, tried again and refused, and the team’s points', async () => {
  await using place = await startDeliveringApp({ pointsPerMinute: 100_000 })
  const match = { path: '/v2/account_upserts' }
  place.practice.addFault({ kind: 'status', status: 422, body: { error: 'No' }, match, nth: 2 })
  place.practice.addFault({ kind: 'drop', at: 'after', match, nth: 4 })
  place.practice.addFault({ kind: 'status', status: 429, match, nth: 6 })
  const nexsetId = await place.addNexset(accounts(10))
  const { id } = await place.addDestination(nexsetId, { mode: 'template', template: 'accounts.upsert' })
  await place.activate(id)
  await place.until(id, ({ waiting }) => waiting === 0)
  const text = (await place.app.inject('/metrics')).body
  const value = (name: string) =>
    Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`${name} `))
        ?.split(' ')
        .at(-1),
    )
  expect({
    sent: value('sluice_records_total{outcome="sent"}'),
    rejected: value('sluice_records_total{outcome="rejected"}'),
    inDoubt: value('sluice_attempts_total{class="in_doubt"}'),
    limited: value('sluice_attempts_total{class="budget"}'),
    sentAgain: value('sluice_doubts_total{way="sent_again"}'),
    retries: value('sluice_retries_total'),
  }).toEqual({ sent: 9, rejected: 1, inDoubt: 1, limited: 1, sentAgain: 1, retries: 1 })
  const team = `{connector="salesloft",team="${place.practice.url} team 1"}`
  expect(value(`sluice_budget_refusals_total${team}`)).toBe(1)
  expect(value(`sluice_budget_points_used_total${team}`)).toBeGreaterThanOrEqual(11)
  expect(value(`sluice_budget_points_left${team}`)).toBeLessThan(100_000)
})
