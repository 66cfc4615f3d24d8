import { expect, it } from 'vitest'
import { connectorWith, shortOf, stepsOf, template } from '../test/requests.ts'

it('names an unknown attribute once for each build, on the first request that carries it', () => {
  const fields = [{ key: 'n', label: 'N', type: 'integer', in: 'body', presence: 'required', help: '' }] as const
  const connector = connectorWith('bulk_jobs.add_data', { takesAnyField: false, fields })
  const request = template('bulk_jobs.add_data', {
    params: { bulk_job_id: { from: 'attribute', attribute: 'job' } },
    batch: { size: 2 },
  })
  const records = [
    '{"job":1,"n":1,"x":1}',
    '{"job":2,"n":2,"x":1,"y":1}',
    '{"job":3,"z":1}',
    '{"job":2,"n":"4","z":1}',
    '{"job":1,"n":5,"y":1}',
  ]
  expect(
    stepsOf(request, records, { connector }).map((step) =>
      step.kind === 'request' ? step.request.warnings.map(({ attribute, seq }) => [attribute, seq]) : step.seq,
    ),
  ).toEqual([
    3,
    [
      ['x', 2],
      ['y', 2],
      ['z', 4],
    ],
    [],
  ])
})

it('hints at the field that may be meant', () => {
  const [step] = stepsOf(template('accounts.create'), [
    '{"name":"A","domain":"a.co","account_stage_id":1,"Owner ID":2,"other":3}',
  ])
  const messages = step?.kind === 'request' ? step.request.warnings.map((warning) => warning.message) : []
  expect(messages).toEqual([
    expect.stringContaining('company_stage_id'),
    expect.stringContaining('Is owner_id meant?'),
    expect.stringMatching(/sent as it is\.$/),
  ])
})

it('takes the option’s own attribute for known, and puts the option in its place', () => {
  expect(shortOf(template('accounts.upsert'), ['{"upsert_key":"id","name":"A","domain":"a.co"}'])).toEqual([
    '{"upsert_key":"domain","name":"A","domain":"a.co"}',
  ])
})

it('keeps a parameter’s attribute in the body where the template has a field of that name', () => {
  const params = { account_id: { from: 'attribute', attribute: 'owner_id' } } as const
  expect(shortOf(template('accounts.update', { params }), ['{"owner_id":7,"name":"A","domain":"a.co"}'])).toEqual([
    '{"owner_id":7,"name":"A","domain":"a.co"}',
  ])
})

it('says nothing of attributes that are not sent', () => {
  const params = { account_id: { from: 'value', value: '7' } } as const
  expect(shortOf(template('accounts.delete', { params }), ['{"x":1}'])).toEqual([
    'https://api.salesloft.com/v2/accounts/7',
  ])
})

it('puts query fields into the URL in the template’s order, null ones left out, and sends the rest as a body', () => {
  const request = template('cadence_memberships.create')
  expect(
    stepsOf(request, [
      '{"task_id":1,"cadence_id":2,"step_id":null,"person_id":"3","note":"x"}',
      '{"person_id":1,"cadence_id":2}',
    ]),
  ).toMatchObject([
    {
      request: {
        url: 'https://api.salesloft.com/v2/cadence_memberships?person_id=3&cadence_id=2&task_id=1',
        body: '{"note":"x"}',
      },
    },
    { request: { url: 'https://api.salesloft.com/v2/cadence_memberships?person_id=1&cadence_id=2', body: null } },
  ])
})

it('encodes query fields, repeats lists, and refuses what a URL can’t carry', () => {
  const field = (key: string, type: 'string' | 'string[]' | 'object') =>
    ({ key, label: key, type, in: 'query', presence: 'optional', help: '' }) as const
  const connector = connectorWith('accounts.delete', {
    fields: [field('a b', 'string'), field('ids', 'string[]'), field('o', 'object')],
  })
  const request = template('accounts.delete', { params: { account_id: { from: 'value', value: '7' } } })
  expect(shortOf(request, ['{"ids":["x&y",null,2],"a b":"é"}', '{"a b":"\\ud800","o":{}}'], { connector })).toEqual([
    'https://api.salesloft.com/v2/accounts/7?a%20b=%C3%A9&ids[]=x%26y&ids[]=2',
    'macro_unsafe a b, macro_not_scalar o',
  ])
})

it('gives the natural key as the target compares it', () => {
  const keys = (id: string, record: string) =>
    stepsOf(template(id), [record]).map((step) => (step.kind === 'request' ? step.request.keys : null))
  expect([
    keys('accounts.upsert', '{"name":"A","domain":"ACME.com"}'),
    keys('accounts.create', '{"name":"A","domain":"Acme.COM"}'),
    keys('cadence_memberships.create', '{"person_id":"5","cadence_id":6}'),
    keys('activities.create', '{"action_id":5}'),
  ]).toEqual([[['acme.com']], [['acme.com']], [['["5","6"]']], [[null]]])
})
