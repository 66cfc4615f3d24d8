import { salesloft } from '@sluice/connectors'
import { expect, it } from 'vitest'
import { saysOf, shortOf, template } from '../test/requests.ts'

const update = (params: Parameters<typeof template>[1]) => template('accounts.update', params)

it('says which parameters are missing, unknown, or no id', () => {
  const value = (typed: string) => update({ params: { account_id: { from: 'value', value: typed } } })
  expect(saysOf(update({}))).toEqual(['param_missing params.account_id'])
  expect(saysOf(update({ params: { account_id: { from: 'attribute', attribute: '' } } }))).toEqual([
    'param_missing params.account_id',
  ])
  for (const typed of ['', '0', '007', '-1', '1.0', ' 7', '7\n', 'x', '{record.id}', '12345678901234567890']) {
    expect(saysOf(value(typed))).toEqual(['param_invalid params.account_id'])
  }
  expect(saysOf(value('1234567890123456789'))).toEqual([])
  expect(saysOf(template('accounts.create', { params: { account_id: { from: 'value', value: '7' } } }))).toEqual([
    'param_invalid params.account_id',
  ])
})

it('says which options there aren’t', () => {
  expect(saysOf(template('accounts.upsert', { options: { upsert_key: 'name', other: 'x' } }))).toEqual([
    'option_invalid options.other',
    'option_invalid options.upsert_key',
  ])
  expect(saysOf(template('accounts.upsert', { options: { upsert_key: 'toString' } }))).toEqual([
    'option_invalid options.upsert_key',
  ])
})

it('names every problem at once', () => {
  const says = saysOf(update({ options: { a: 'b' }, fields: [], batch: { size: 0 } }), { baseUrl: 'nowhere' })
  expect(says).toEqual([
    'url_invalid baseUrl',
    'param_missing params.account_id',
    'option_invalid options.a',
    'batch_size_out_of_range batch.size',
  ])
  expect(saysOf(template('constructor'))).toEqual(['template_unknown template'])
})

it('sends an empty object where nothing is left of a record', () => {
  expect(
    shortOf({ ...template('bulk_jobs.create'), sendInvalid: true, excludeAttributes: ['type'] }, ['{"type":"x"}']),
  ).toEqual(['{} ! required_missing type'])
})

it('compiles every template of the connector, its parameters given', () => {
  for (const { id, params } of salesloft.templates) {
    const given = Object.fromEntries(params.map(({ key }) => [key, { from: 'value', value: '7' } as const]))
    expect(saysOf(template(id, { params: given }))).toEqual([])
  }
})
