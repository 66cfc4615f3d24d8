import { parse } from '@sluice/json'
import type { SourceRecord } from '@sluice/schema'
import { RecordData } from '@sluice/schema'
import { expect, it } from 'vitest'
import { attributeChoices, sampleValue, sampleValues } from './attributes.ts'

const record = (seq: number, text: string): SourceRecord => ({ seq, data: RecordData.parse(parse(text)) })

it('offers nested values by their path, after the attribute that holds them', () => {
  const records = [
    record(1, '{"id":1,"address":{"city":"Oslo","geo":{"lat":1.50}}}'),
    record(2, '{"address":{"zip":null}}'),
  ]
  const attributes = [
    { name: 'id', type: 'integer' as const },
    { name: 'address', type: 'object' as const },
  ]
  expect(attributeChoices(attributes, records)).toEqual([
    { path: 'id', type: 'integer' },
    { path: 'address', type: 'object' },
    { path: 'address.city', type: 'string' },
    { path: 'address.geo', type: 'object' },
    { path: 'address.geo.lat', type: 'number' },
    { path: 'address.zip', type: 'null' },
  ])
})

it('shows values to the digit, and a name with dots before a path', () => {
  const { data } = record(1, '{"a.b":12345678901234567890,"a":{"b":1,"c":[1.0]},"n":null}')
  expect(['a.b', 'a.c', 'a', 'n', 'toString', 'a.b.length'].map((path) => sampleValue(data, path))).toEqual([
    '12345678901234567890',
    '[1.0]',
    '{"b":1,"c":[1.0]}',
    null,
    null,
    null,
  ])
})

it('gives the first different values, leaving out empty ones', () => {
  const records = ['{"x":"a"}', '{"x":"a"}', '{"x":""}', '{}', '{"x":2}', '{"x":3}', '{"x":4}'].map((text, index) =>
    record(index + 1, text),
  )
  expect(sampleValues(records, 'x')).toEqual(['a', '2', '3'])
})
