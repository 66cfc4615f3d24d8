import { expect, it } from 'vitest'
import { sampleText } from './sample-text.ts'

it('spreads a body over lines, every number to the digit', () => {
  expect(sampleText('{"id":12345678901234567890,"share":1.50,"tags":["a"]}', 1, false)).toEqual({
    text: '{\n  "id": 12345678901234567890,\n  "share": 1.50,\n  "tags": [\n    "a"\n  ]\n}',
    isJson: true,
    hidden: 0,
  })
})

it('shows the first two records of a batch, however they are grouped, and all on demand', () => {
  const list = '[{"a":1},{"a":2},{"a":3},{"a":4}]'
  const shown = (body: string, isAll: boolean) => {
    const { text, hidden } = sampleText(body, 4, isAll)
    return [text.replaceAll(/\s/g, ''), hidden]
  }
  expect([shown(list, false), shown(`{"data":${list}}`, false), shown(`{"data":${list}}`, true)]).toEqual([
    ['[{"a":1},{"a":2}]', 2],
    ['{"data":[{"a":1},{"a":2}]}', 2],
    [`{"data":${list}}`, 0],
  ])
})

it('leaves what isn’t JSON as it is', () => {
  expect([sampleText('<record/>', 1, false), sampleText('a=1&b=2', 1, false), sampleText('7', 1, false)]).toEqual([
    { text: '<record/>', isJson: false, hidden: 0 },
    { text: 'a=1&b=2', isJson: false, hidden: 0 },
    { text: '7', isJson: false, hidden: 0 },
  ])
})
