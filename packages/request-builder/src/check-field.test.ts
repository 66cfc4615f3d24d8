import { expect, it } from 'vitest'
import { connectorWith, shortOf, template } from '../test/requests.ts'

const fieldOf = (
  type: 'integer' | 'boolean' | 'string' | 'date-time' | 'object' | 'string[]' | 'integer[]' | 'object[]',
) =>
  connectorWith('accounts.create', {
    fields: [{ key: 'x', label: 'X', type, in: 'body', presence: 'optional', help: '' }],
  })

it.each([
  ['integer', '"12"', '12'],
  ['integer', '12.0', '12'],
  ['integer', '"12.00"', '12'],
  ['integer', '-7', '-7'],
  ['integer', '-0', '-0'],
  ['integer', '12345678901234567890', '12345678901234567890'],
  ['integer', '"12345678901234567890.0"', '12345678901234567890'],
  ['integer', 'null', 'null'],
  ['integer', '1E5', null],
  ['integer', '1.5', null],
  ['integer', '"007"', null],
  ['integer', '" 12"', null],
  ['integer', '"+12"', null],
  ['integer', '""', null],
  ['integer', 'true', null],
  ['integer', '[1]', null],
  ['integer', `"${'9'.repeat(1_000)}"`, '9'.repeat(1_000)],
  ['integer', `"${'9'.repeat(1_001)}"`, null],
  ['boolean', 'true', 'true'],
  ['boolean', '"TRUE"', 'true'],
  ['boolean', '"fAlSe"', 'false'],
  ['boolean', '"yes"', null],
  ['boolean', '"true "', null],
  ['boolean', '1', null],
  ['boolean', '""', null],
  ['string', '""', '""'],
  ['string', '1.50', '"1.50"'],
  ['string', '1e21', '"1e21"'],
  ['string', 'false', '"false"'],
  ['string', '{}', null],
  ['string', '[]', null],
  ['date-time', '"2026-03-07T04:05:06Z"', '"2026-03-07T04:05:06Z"'],
  ['date-time', '"2026-03-07T04:05:06.1230+05:30"', '"2026-03-06T22:35:06.1230Z"'],
  ['date-time', '"2026-12-31 23:30-0100"', '"2027-01-01T00:30:00Z"'],
  ['date-time', '"2024-02-29T00:00:00z"', '"2024-02-29T00:00:00Z"'],
  ['date-time', '"0044-03-15T12:00:00Z"', '"0044-03-15T12:00:00Z"'],
  ['date-time', '"2026-02-29T00:00:00Z"', null],
  ['date-time', '"2026-13-01T00:00:00Z"', null],
  ['date-time', '"2026-03-07T24:00:00Z"', null],
  ['date-time', '"9999-12-31T23:59:59-01:00"', null],
  ['date-time', '"2026-03-07T04:05:06"', null],
  ['date-time', '"2026-03-07"', null],
  ['date-time', '1772856306', null],
  ['object', '{"a":1.0}', '{"a":1.0}'],
  ['object', '1.0', null],
  ['object', '[]', null],
  ['object', '"{}"', null],
  ['string[]', '["a",1.0,true,null]', '["a","1.0","true",null]'],
  ['string[]', '[]', '[]'],
  ['string[]', '"a,b"', null],
  ['string[]', '[["a"]]', null],
  ['integer[]', '["1",2]', '[1,2]'],
  ['integer[]', '[1,"x"]', null],
  ['object[]', '[{}]', '[{}]'],
  ['object[]', '[{},1]', null],
] as const)('makes a field of type %s from %s', (type, given, made) => {
  const [step] = shortOf(template('accounts.create'), [`{"x":${given}}`], { connector: fieldOf(type) })
  expect(step).toBe(made === null ? 'type_mismatch x' : `{"x":${made}}`)
})

it('stops at the first check of a field that applies, and goes through all fields', () => {
  const records = [
    '{"name":"","domain":"","crm_id":"x","owner_id":"y"}',
    '{"name":"A","domain":"a b","crm_id":"001000000000001AAA","crm_id_type":" "}',
    '{"name":"A","domain":"a.co","crm_id":"","crm_id_type":""}',
    '{"name":null,"domain":"a.co","crm_id":null}',
  ]
  expect(shortOf(template('accounts.create'), records)).toEqual([
    'required_missing name, required_missing domain, pattern_mismatch crm_id, type_mismatch owner_id, required_missing crm_id_type',
    'pattern_mismatch domain, required_missing crm_id_type',
    'pattern_mismatch crm_id, enum_mismatch crm_id_type',
    'required_missing name',
  ])
})

it('warns of an advised field without a value, and checks no further', () => {
  expect(shortOf(template('accounts.upsert'), ['{"domain":"a.co"}', '{"domain":"a.co","name":""}'])).toEqual([
    '{"domain":"a.co","upsert_key":"domain"} ! advised_missing name',
    '{"domain":"a.co","name":"","upsert_key":"domain"} ! advised_missing name',
  ])
})

it('requires the field that the match key names', () => {
  const by = (upsert_key: string) => template('accounts.upsert', { options: { upsert_key } })
  const record = '{"name":"A","domain":"a.co"}'
  expect([by('id'), by('crm_id'), by('domain')].map((request) => shortOf(request, [record])[0])).toEqual([
    'required_missing id',
    'required_missing crm_id',
    '{"name":"A","domain":"a.co","upsert_key":"domain"}',
  ])
})

it('lets body fields off under sendInvalid, values as they are, but never macros, parameters, query fields or limits', () => {
  const sendInvalid = true
  const create = template('accounts.create', { sendInvalid })
  expect(shortOf(create, ['{"name":"","domain":"https://a.co","owner_id":"x","size":5}'])).toEqual([
    '{"name":"","domain":"https://a.co","owner_id":"x","size":"5"} ! required_missing name ! pattern_mismatch domain ! type_mismatch owner_id',
  ])
  expect(shortOf(template('activities.create', { sendInvalid }), ['{}'])).toEqual(['{} ! one_of_missing'])
  expect(shortOf(template('cadence_memberships.create', { sendInvalid }), ['{"person_id":"x"}'])).toEqual([
    'type_mismatch person_id, required_missing cadence_id',
  ])
  const update = template('accounts.update', {
    sendInvalid,
    params: { account_id: { from: 'attribute', attribute: 'id' } },
  })
  expect(shortOf(update, ['{"id":"x","name":1,"domain":"a.co"}'])).toEqual(['type_mismatch id'])
  const large = JSON.stringify({ name: 'x'.repeat(5_000_000), domain: 'a.co' })
  expect(shortOf(create, [large])).toEqual(['body_too_large'])
})

it('needs at least one of a group to have a value', () => {
  expect(shortOf(template('activities.create'), ['{"action_id":null}', '{"task_id":"7","action_id":""}'])).toEqual([
    'one_of_missing',
    'type_mismatch action_id',
  ])
})
