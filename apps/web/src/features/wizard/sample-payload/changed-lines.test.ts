import { expect, it } from 'vitest'
import { changedLines, describeChanges } from './changed-lines.ts'

const lines = (...texts: string[]) => texts.join('\n')

it('names the lines that the last setting altered, wherever they stand', () => {
  const before = lines('{', '  "a": 1,', '  "b": 2,', '  "c": 3,', '  "d": 4', '}')
  const cases = [
    before,
    before.replace('"b": 2', '"b": 5'),
    before.replace('"a": 1', '"a": 9').replace('"d": 4', '"d": 9'),
    lines('{', '  "a": 1,', '  "x": 0,', '  "y": 0,', '  "b": 2,', '  "c": 3,', '  "d": 4', '}'),
    lines('{', '  "a": 1,', '  "d": 4', '}'),
  ].map((after) => [changedLines(before, after), describeChanges(changedLines(before, after))])
  expect(cases).toEqual([
    [{ changed: [], removed: 0 }, null],
    [{ changed: [3], removed: 0 }, 'Line 3 changed by your last setting'],
    [{ changed: [2, 5], removed: 0 }, 'Lines 2 and 5 changed by your last setting'],
    [{ changed: [3, 4], removed: 0 }, 'Lines 3 to 4 changed by your last setting'],
    [{ changed: [], removed: 2 }, '2 lines left out by your last setting'],
  ])
})

it('stays quick when all of a long body changed', () => {
  const long = (word: string) => Array.from({ length: 5000 }, (_, index) => `${word} ${index}`).join('\n')
  const { changed, removed } = changedLines(long('a'), long('b'))
  expect([changed.length, removed, describeChanges({ changed, removed })]).toEqual([
    5000,
    0,
    'Lines 1 to 5000 changed by your last setting',
  ])
})
