import { expect, it } from 'vitest'
import { advanced, connectorWith, saysOf, shortOf, template } from '../test/requests.ts'

const sizes = [1, 5_000, 0, 5_001, 1.5, -1, Number.NaN]
const refused = ['batch_size_out_of_range batch.size']

it('takes sizes from 1 to 5,000, in template mode to the template’s limit', () => {
  const array = (size: number) => advanced({ batch: { size, grouping: 'array' } })
  const list = (size: number) =>
    template('bulk_jobs.add_data', { params: { bulk_job_id: { from: 'value', value: '7' } }, batch: { size } })
  const few = connectorWith('bulk_jobs.add_data', { list: { key: 'data', most: 3 } })
  const expected = [[], [], refused, refused, refused, refused, refused]
  expect(sizes.map((size) => saysOf(array(size)))).toEqual(expected)
  expect(sizes.map((size) => saysOf(list(size)))).toEqual(expected)
  expect([3, 4].map((size) => saysOf(list(size), { connector: few }))).toEqual([[], refused])
})

it('batches by 100, or the template’s limit, unless told otherwise', () => {
  const request = template('bulk_jobs.add_data', { params: { bulk_job_id: { from: 'value', value: '7' } } })
  const records = Array.from({ length: 101 }, () => '{}')
  const few = connectorWith('bulk_jobs.add_data', { list: { key: 'data', most: 3 } })
  expect(shortOf(request, records)).toHaveLength(2)
  expect(shortOf(request, records, { connector: few })).toHaveLength(34)
})

it('warns of batches where a call takes one record, and there does nothing else', () => {
  const request = template('accounts.create', { batch: { size: 2 } })
  expect(saysOf(request)).toEqual(['batch_on_single_endpoint batch'])
  expect(shortOf(request, ['{"name":"A","domain":"a.co"}', '{"name":"B","domain":"b.co"}'])).toHaveLength(2)
  expect(saysOf(advanced({ method: 'PUT', batch: { size: 2, grouping: 'array' } }))).toEqual([
    'batch_on_single_endpoint batch',
  ])
})

it('needs JSON', () => {
  const batch = { size: 2, grouping: 'array' } as const
  expect(saysOf(advanced({ contentFormat: 'form', batch }))).toEqual(['batch_needs_json batch'])
  expect(saysOf(advanced({ contentFormat: 'xml', batch }))).toEqual(['batch_needs_json batch'])
})

it('says which methods and formats the connector doesn’t list', () => {
  expect(saysOf(advanced({ method: 'PATCH', contentFormat: 'form' }))).toEqual([
    'method_not_accepted method',
    'format_not_accepted contentFormat',
  ])
  expect(['GET', 'POST', 'PUT', 'DELETE'].map((method) => saysOf(advanced({ method })))).toEqual([[], [], [], []])
  expect(['get', 'HEAD', 'OPTIONS', 'CONNECT', '', 'POST '].map((method) => saysOf(advanced({ method })))).toEqual(
    Array.from({ length: 6 }, () => ['method_not_allowed method']),
  )
})

it('takes 500 exclusions, and not one more; warns of each that names nothing', () => {
  const excluding = (count: number) =>
    advanced({ excludeAttributes: Array.from({ length: count }, (_, index) => `a${index}`) })
  expect(saysOf(excluding(500))).toEqual([])
  expect(saysOf(excluding(501))).toEqual(['too_many_items excludeAttributes'])
  const attributes = [
    { name: 'a', type: 'object' },
    { name: 'b.c', type: 'string' },
  ] as const
  expect(saysOf(advanced({ excludeAttributes: ['a', 'a.x', 'b.c', 'b', 'b.c.d', 'z'] }), { attributes })).toEqual(
    [3, 4, 5].map((index) => `exclude_unknown excludeAttributes.${index}`),
  )
})
