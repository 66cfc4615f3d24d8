import type { BuildStep } from '@sluice/schema'
import { expect, it } from 'vitest'
import { keepUnchanged } from './keep-unchanged.ts'

const step = (seq: number, body: string, value = 'a'): BuildStep => ({
  kind: 'request',
  request: {
    method: 'POST',
    url: 'https://x.example/',
    headers: [['x', value]],
    body,
    seqs: [seq],
    keys: [null],
    warnings: [],
  },
})
const invalid = (seq: number, message: string): BuildStep => ({
  kind: 'invalid',
  seq,
  problems: [{ code: 'c', message }],
})

it('keeps each step that says the same as before, and takes each that says something else', () => {
  const former = [step(1, '{}'), step(2, '{}'), invalid(3, 'no'), invalid(4, 'no'), step(5, '{}')]
  const next = [
    step(1, '{}'),
    step(2, '{"a":1}'),
    invalid(3, 'no'),
    invalid(4, 'yes'),
    step(5, '{}', 'b'),
    step(6, '{}'),
  ]
  const kept = keepUnchanged(former, next)
  expect({ kept, isFormer: kept.map((found, index) => found === former[index]) }).toEqual({
    kept: next,
    isFormer: [true, false, true, false, false, false],
  })
})
