import { expect, it } from 'vitest'
import { describeError } from './describe-error.ts'

it('tells an error with its causes, and nothing else that a library has put on it', () => {
  const cause = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
  const error = Object.assign(new Error('The queue waits.', { cause }), { parameters: ['a row’s value'] })
  expect(describeError(error)).toEqual({
    type: 'Error',
    message: 'The queue waits.',
    stack: error.stack,
    cause: { type: 'Error', message: 'connect ECONNREFUSED', stack: cause.stack, code: 'ECONNREFUSED' },
  })
})

it.each([
  [{ message: 'terminating connection', code: '57P01', queue: 'delivery' }, 'terminating connection', '57P01'],
  [{ queue: 'delivery' }, 'no message', undefined],
  ['a text', 'a text', undefined],
  [null, 'null', undefined],
])('finds the text of what is told as an error and isn’t one: %o', (told, message, code) => {
  expect(describeError(told)).toEqual({ type: typeof told, message, ...(code && { code }) })
})
