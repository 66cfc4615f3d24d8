import { expect, it } from 'vitest'
import { choiceOf } from './quarantine-choice.ts'

it('chooses the ticked records, else what search and filter find, and nothing where there is no error', () => {
  const none = new Set<number>()
  expect(choiceOf(new Set([30, 4]), 'acme', 'invalid')).toEqual({ by: 'seqs', seqs: [4, 30] })
  expect(choiceOf(none, 'acme', undefined)).toEqual({ by: 'search', search: 'acme', outcome: undefined })
  expect(choiceOf(none, 'acme', 'invalid')).toEqual({ by: 'search', search: 'acme', outcome: 'invalid' })
  expect(choiceOf(none, ' ', 'rejected')).toEqual({ by: 'all', outcome: 'rejected' })
  expect([choiceOf(none, '', undefined), choiceOf(none, 'acme', 'sent')]).toEqual([null, null])
})
