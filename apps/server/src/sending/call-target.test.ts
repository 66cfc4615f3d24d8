import { startPracticeSalesloft } from '@sluice/practice-salesloft'
import { expect, it } from 'vitest'
import { credentialFor, openTestDoor } from '../../test/sending.ts'
import { createTestDatabase } from '../../test/test-database.ts'
import { createRateBudgetStore } from '../store/rate-budgets.ts'
import { waits } from '../waits.ts'
import { createCallTarget, readRequest } from './call-target.ts'
import { createRateBudgets } from './rate-budget.ts'
import { SecretText } from './secrets/secret-text.ts'

/** A window that the test surely ends in. */
const hourMs = 3_600_000

it('counts a person’s calls, and refuses one that the team has no points for instead of hanging', async () => {
  await using database = await createTestDatabase()
  await using practice = await startPracticeSalesloft({ pointsPerMinute: 2, windowMs: hourMs })
  await using door = openTestDoor({ operatorOrigins: [practice.url] })
  const onError = (error: unknown) => {
    throw error
  }
  const budgets = createRateBudgets({
    store: createRateBudgetStore(database.db),
    waits: { ...waits, budgetWindowMs: hourMs },
    onError,
  })
  const call = createCallTarget({ door, budgets, longestWaitMs: 300 })
  const limits = { pointsPerMinute: 2, shareForOthers: 50, inFlight: 8 }
  const credential = { ...credentialFor(practice.url), secret: new SecretText(practice.apiKey), limits }
  const ask = () => call(credential, readRequest(`${practice.url}/v2/me`))
  // The share for others is what people's calls may use too.
  expect([(await ask()).kind, (await ask()).kind]).toEqual(['answered', 'answered'])
  await expect(ask()).rejects.toMatchObject({ code: 'too_many_requests' })
  expect(practice.requests().map(({ status }) => status)).toEqual([200, 200])
  budgets.close()
})
