import type { FieldMapping } from '@sluice/schema'
import { expect, it } from 'vitest'
import { planOf, saysOf, shortOf, stepsOf, template } from '../test/requests.ts'
import { keyParts } from './index.ts'

const attribute = (field: string, name: string, whenEmpty: 'omit' | 'null' | 'reject' = 'omit'): FieldMapping => ({
  field,
  from: 'attribute',
  attribute: name,
  whenEmpty,
})
const text = (field: string, typed: string, whenEmpty: 'omit' | 'null' | 'reject' = 'omit'): FieldMapping => ({
  field,
  from: 'text',
  text: typed,
  whenEmpty,
})
const fixed = (field: string, value: string | number | null | object): FieldMapping => ({
  field,
  from: 'value',
  value: JSON.parse(JSON.stringify(value)),
  whenEmpty: 'omit',
})
const jobs = (...fields: FieldMapping[]) =>
  template('bulk_jobs.add_data', { params: { bulk_job_id: { from: 'value', value: '7' } }, fields })
const create = (...fields: FieldMapping[]) => template('accounts.create', { fields })
const nameAndDomain = [fixed('name', 'A'), fixed('domain', 'a.co')]

it('keeps the mapping’s order, whatever an object’s keys would do', () => {
  const request = jobs(
    attribute('10', 'a'),
    attribute('__proto__', 'b'),
    attribute('2', 'c'),
    attribute('x.5', 'a'),
    attribute('y', 'b'),
    attribute('x.1', 'c'),
  )
  expect(shortOf(request, ['{"a":1.0,"b":{"z":2},"c":"3"}'])).toEqual([
    '{"data":[{"10":1.0,"__proto__":{"z":2},"2":"3","x":{"5":1.0,"1":"3"},"y":{"z":2}}]}',
  ])
})

it('gathers an object’s keys where the first of them stands, and leaves out what is left empty', () => {
  const request = create(
    attribute('custom_fields.Tier', 'tier'),
    ...nameAndDomain,
    attribute('custom_fields.a.b', 'ab', 'null'),
  )
  expect(shortOf(request, ['{"tier":"A","ab":1}', '{}'])).toEqual([
    '{"custom_fields":{"Tier":"A","a.b":1},"name":"A","domain":"a.co"}',
    '{"custom_fields":{"a.b":null},"name":"A","domain":"a.co"}',
  ])
})

it('says which fields can’t be filled, or are filled twice', () => {
  expect(
    saysOf(
      create(
        attribute('nope', 'a'),
        attribute('name.x', 'a'),
        attribute('', 'a'),
        attribute('custom_fields.', 'a'),
        attribute('upsert_key', 'a'),
      ),
    ),
  ).toEqual([0, 1, 2, 3, 4].map((row) => `field_unknown fields.${row}.field`))
  const twice = ['name', 'name', 'custom_fields', 'custom_fields.a', 'tags']
  expect(saysOf(create(...twice.map((field) => attribute(field, 'a'))))).toEqual([
    'field_duplicate fields.1.field',
    'field_duplicate fields.3.field',
  ])
  expect(
    saysOf(
      create(
        ...['custom_fields.a', 'custom_fields.b', 'custom_fields.a', 'custom_fields'].map((field) =>
          attribute(field, 'a'),
        ),
      ),
    ),
  ).toEqual(['field_duplicate fields.2.field', 'field_duplicate fields.3.field'])
})

it('says what is wrong with a text’s macros, and where', () => {
  expect(
    saysOf(create(text('name', 'x {y}'), text('domain', '{record.a'), text('city', '{record.a}'.repeat(51)))),
  ).toEqual(['macro_unknown fields.0.text @2', 'macro_unclosed fields.1.text @0', 'too_many_macros fields.2.text @500'])
})

it('fills texts from the whole record, values with their digits, and date macros', () => {
  const request = {
    ...create(...nameAndDomain, text('description', '{record.n} on {YYYY}-{MM}: {record.o.p}}')),
    excludeAttributes: ['n', 'o'],
  }
  expect(shortOf(request, ['{"n":1.50,"o":{"p":true}}'], { now: '2026-03-07T04:05:06Z' })).toEqual([
    '{"name":"A","domain":"a.co","description":"1.50 on 2026-03: true}"}',
  ])
})

it('takes a text with a macro without value for empty as a whole', () => {
  const rows = (whenEmpty: 'omit' | 'null' | 'reject') =>
    create(...nameAndDomain, text('city', 'in {record.c}', whenEmpty))
  expect((['omit', 'null', 'reject'] as const).map((whenEmpty) => shortOf(rows(whenEmpty), ['{"c":" "}'])[0])).toEqual([
    '{"name":"A","domain":"a.co"}',
    '{"name":"A","domain":"a.co","city":null}',
    'required_missing city',
  ])
})

it('reads attributes of the record less exclusions, and parameters of the whole record', () => {
  const params = { account_id: { from: 'attribute', attribute: 'id' } } as const
  const request = template('accounts.update', {
    params,
    excludeAttributes: ['id', 'a.b'],
    fields: [...nameAndDomain, attribute('city', 'id'), attribute('state', 'a.b')],
  })
  expect(stepsOf(request, ['{"id":7,"a.b":"whole","a":{"b":"inner"}}'])).toMatchObject([
    {
      request: { url: 'https://api.salesloft.com/v2/accounts/7', body: '{"name":"A","domain":"a.co","state":"inner"}' },
    },
  ])
})

it('sends what a mapping takes from a parameter’s attribute', () => {
  const params = { account_id: { from: 'attribute', attribute: 'ref' } } as const
  expect(
    shortOf(template('accounts.update', { params, fields: [...nameAndDomain, attribute('city', 'ref')] }), [
      '{"ref":7}',
    ]),
  ).toEqual(['{"name":"A","domain":"a.co","city":"7"}'])
})

it('checks and coerces mapped fields, a field at most once', () => {
  const request = create(
    attribute('name', 'n', 'reject'),
    attribute('domain', 'd', 'null'),
    attribute('owner_id', 'o'),
    attribute('crm_id', 'c'),
  )
  expect(
    shortOf(request, [
      '{"n":"A","d":"a.co","o":"12"}',
      '{"n":" ","o":"x"}',
      '{"n":"A","d":"a.co","c":"001000000000001AAA"}',
    ]),
  ).toEqual([
    '{"name":"A","domain":"a.co","owner_id":12}',
    'required_missing name, required_missing domain, type_mismatch owner_id',
    'required_missing crm_id_type',
  ])
})

it('lets a refused empty field off under sendInvalid, as it is', () => {
  const request = { ...create(attribute('name', 'n', 'reject'), attribute('domain', 'd', 'reject')), sendInvalid: true }
  expect(shortOf(request, ['{"n":" "}'])).toEqual(['{"name":" "} ! required_missing name ! required_missing domain'])
})

it('puts mapped query fields into the URL, and sends no body when none is left', () => {
  const request = template('cadence_memberships.create', {
    fields: [attribute('cadence_id', 'c'), attribute('person_id', 'p')],
  })
  expect(stepsOf(request, ['{"c":"2","p":1,"x":1}'])).toMatchObject([
    {
      request: {
        url: 'https://api.salesloft.com/v2/cadence_memberships?person_id=1&cadence_id=2',
        body: null,
        keys: ['["1","2"]'],
      },
    },
  ])
  expect(keyParts(planOf(request), '["1","2"]')).toEqual(['1', '2'])
  expect(keyParts(planOf(create(...nameAndDomain)), 'a.co')).toEqual(['a.co'])
})

it('takes 500 mapped fields, and not one more', () => {
  const rows = (count: number) => jobs(...Array.from({ length: count }, (_, index) => attribute(`f${index}`, 'a')))
  expect(saysOf(rows(500))).toEqual([])
  expect(saysOf(rows(501))).toEqual(['too_many_items fields'])
})
