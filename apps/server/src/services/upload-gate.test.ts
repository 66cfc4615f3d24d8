import { expect, it } from 'vitest'
import { createUploadGate } from './upload-gate.ts'

it('lets two uploads in at a time, and the next one when one of them has ended, however it did', async () => {
  const pass = createUploadGate(2)
  const [first, second] = [Promise.withResolvers<string>(), Promise.withResolvers<string>()]
  const one = pass(() => first.promise)
  const two = pass(() => second.promise)
  await expect(pass(async () => 'third')).rejects.toMatchObject({
    code: 'too_many_requests',
    extra: { limit: 2, retryAfterSeconds: 5 },
  })
  first.reject(new Error('broken off'))
  await expect(one).rejects.toThrow('broken off')
  expect(await pass(async () => 'third')).toBe('third')
  second.resolve('second')
  expect(await two).toBe('second')
})
