import { expect, it } from 'vitest'
import { describeSeqs, pathOf } from './step-facts.ts'

it('names the records that a sample carries', () => {
  const range = Array.from({ length: 100 }, (_, index) => index + 8001)
  expect([[1], range, [3, 7, 9], [1, 5, 9, 12, 40]].map(describeSeqs)).toEqual([
    '#1',
    '#8,001–8,100',
    '#3, 7, 9',
    '#1 … 40',
  ])
})

it('shows a URL by its path and query', () => {
  expect(['https://api.salesloft.com/v2/cadence_memberships?person_id=1', 'nonsense'].map(pathOf)).toEqual([
    '/v2/cadence_memberships?person_id=1',
    'nonsense',
  ])
})
