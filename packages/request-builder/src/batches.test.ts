import { expect, it } from 'vitest'
import { advanced, planOf, shortOf, stepsOf } from '../test/requests.ts'
import { openBuilder } from './open-builder.ts'

const array = { size: 3, grouping: 'array' } as const
const seqsOf = (...parameters: Parameters<typeof stepsOf>) =>
  stepsOf(...parameters).map((step) => (step.kind === 'request' ? step.request.seqs : step.seq))

it('keeps records with other headers apart', () => {
  const request = advanced({ headers: [{ name: 'X-A', value: '{record.h}' }], batch: array })
  expect(seqsOf(request, ['{"h":1}', '{"h":2}', '{"h":1}', '{"h":1}'])).toEqual([[1, 3, 4], [2]])
})

it('yields an invalid record at once, and full batches before the end', () => {
  const request = advanced({ url: 'https://api.salesloft.com/v2/{record.t}', batch: { ...array, size: 2 } })
  expect(seqsOf(request, ['{"t":1}', '{}', '{"t":2}', '{"t":2}', '{"t":1}'])).toEqual([2, [3, 4], [1, 5]])
})

it('gives what was open once, and begins anew with the record after it', () => {
  const builder = openBuilder(planOf(advanced({ batch: array })))
  const steps = [1, 2].flatMap((seq) => builder.add({ seq, data: { a: seq } }))
  steps.push(...builder.rest(), ...builder.rest(), ...builder.add({ seq: 3, data: { a: 3 } }), ...builder.rest())
  expect(steps.map((step) => step.kind === 'request' && [step.request.seqs, step.request.body])).toEqual([
    [[1, 2], '[{"a":1},{"a":2}]'],
    [[3], '[{"a":3}]'],
  ])
})

it('gathers requests without a body, too', () => {
  expect(stepsOf(advanced({ method: 'DELETE', batch: array }), ['{}', '{}'])).toMatchObject([
    { request: { body: null, seqs: [1, 2] } },
  ])
})

it('keeps the grouping of a batch of one', () => {
  expect(shortOf(advanced({ batch: { ...array, size: 1 } }), ['{"a":1}', '{"a":2}'])).toEqual([
    '[{"a":1}]',
    '[{"a":2}]',
  ])
})

it('sets constants over keys of the same name in their place, new ones at the end', () => {
  const constants = { '1': 'one', a: { b: 1 }, z: null }
  const request = advanced({
    batch: { size: 9, grouping: 'array-under-key-with-constants', key: 'a"b', constants },
    excludeAttributes: ['z'],
  })
  expect(shortOf(request, ['{"z":1,"a":2,"c":3}', '{}'])).toEqual([
    '{"a\\"b":[{"a":{"b":1},"c":3,"1":"one","z":null},{"1":"one","a":{"b":1},"z":null}]}',
  ])
})

it('takes a record alone, batched or not, of 5,000,000 bytes, and not one more, whatever its characters', () => {
  const filler = (bytes: number, unit: string) => unit.repeat(Math.floor(bytes / Buffer.byteLength(unit)))
  const record = (bytes: number, unit: string) => {
    const text = filler(bytes - 8, unit)
    return `{"a":"${text}${'x'.repeat(bytes - 8 - Buffer.byteLength(text))}"}`
  }
  for (const unit of ['x', '€', '😀']) {
    const codes = (request: Parameters<typeof stepsOf>[0], bytes: number) =>
      stepsOf(request, [record(bytes, unit)]).map((step) =>
        step.kind === 'request' ? Buffer.byteLength(step.request.body ?? '') : step.problems[0]?.code,
      )
    expect(codes(advanced(), 5_000_000)).toEqual([5_000_000])
    expect(codes(advanced(), 5_000_001)).toEqual(['body_too_large'])
    expect(codes(advanced({ batch: array }), 4_999_998)).toEqual([5_000_000])
    expect(codes(advanced({ batch: array }), 4_999_999)).toEqual(['body_too_large'])
  }
})

it('cuts a batch of wide characters at exactly its bytes', () => {
  const record = (bytes: number) => `{"a":"${'€'.repeat(Math.floor((bytes - 8) / 3))}${'x'.repeat((bytes - 8) % 3)}"}`
  const request = advanced({ batch: { ...array, size: 9 } })
  const body = (bytes: number[]) =>
    stepsOf(request, bytes.map(record)).map((step) => (step.kind === 'request' ? step.request.seqs : []))
  expect(body([2_000_000, 2_000_000, 999_996])).toEqual([[1, 2, 3]])
  expect(body([2_000_000, 2_000_000, 999_997, 8])).toEqual([
    [1, 2],
    [3, 4],
  ])
})
