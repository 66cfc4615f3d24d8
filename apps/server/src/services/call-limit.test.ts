import { expect, it } from 'vitest'
import { createCallLimit } from './call-limit.ts'

it('lets each person make so many calls a minute, and says how long to wait for the next', async () => {
  let now = 0
  const limit = createCallLimit({ perMinute: 3, atOnce: 4, now: () => now })
  const call = (user: string) =>
    limit.run(user, async () => 'done').catch((error) => [error.code, error.extra.retryAfterSeconds])
  const first = [await call('a'), await call('a'), await call('a'), await call('a'), await call('b')]
  now = 59_000
  const late = await call('a')
  now = 60_000
  expect([...first, late, await call('a')]).toEqual([
    'done',
    'done',
    'done',
    ['too_many_requests', 60],
    'done',
    ['too_many_requests', 1],
    'done',
  ])
})

it('lets each person have so many calls under way, and counts one that fails as ended', async () => {
  const limit = createCallLimit({ perMinute: 30, atOnce: 2 })
  const { promise, reject } = Promise.withResolvers<never>()
  const running = [limit.run('a', () => promise), limit.run('a', () => promise)]
  await expect(limit.run('a', async () => {})).rejects.toMatchObject({ code: 'too_many_requests' })
  reject(new Error('refused'))
  await Promise.allSettled(running)
  expect(await limit.run('a', async () => 'done')).toBe('done')
})
