import { salesloft } from '@sluice/connectors'
import { expect, it } from 'vitest'
import { connectorWith, stepsOf, template } from '../test/requests.ts'
import { toAdvanced } from './to-advanced.ts'

const open = (request: ReturnType<typeof template>, connector = salesloft, baseUrl = salesloft.baseUrl) => {
  const result = toAdvanced({ connector, baseUrl, request })
  return result.ok ? { ...result, lost: result.lost.map(({ code, path }) => `${code} ${path}`) } : result
}
const plain = { mode: 'advanced', contentFormat: 'json', headers: [], batch: null } as const

it('opens a list with its batch, and both build the same', () => {
  const request = template('bulk_jobs.add_data', {
    params: { bulk_job_id: { from: 'attribute', attribute: 'job.id' } },
    excludeAttributes: ['x', 'job.id'],
    batch: { size: 2 },
  })
  const opened = open(request)
  expect(opened).toEqual({
    ok: true,
    request: {
      ...plain,
      method: 'POST',
      url: 'https://api.salesloft.com/v2/bulk_jobs/{record.job.id}/job_data',
      excludeAttributes: ['x', 'job.id'],
      batch: { size: 2, grouping: 'array-under-key', key: 'data' },
    },
    lost: [],
  })
  const records = ['{"job":{"id":1},"n":1.0,"x":1}', '{"job":{"id":2,"y":1}}', '{"job":{"id":1}}', '{"job":{"id":1}}']
  expect(opened.ok && stepsOf(opened.request, records)).toEqual(stepsOf(request, records))
})

it('opens a typed parameter as text, and the default batch size', () => {
  expect(
    open(
      template('bulk_jobs.add_data', { params: { bulk_job_id: { from: 'value', value: '7' } } }),
      undefined,
      'http://127.0.0.1:4401/',
    ),
  ).toMatchObject({
    request: { url: 'http://127.0.0.1:4401/v2/bulk_jobs/7/job_data', excludeAttributes: [], batch: { size: 100 } },
    lost: [],
  })
})

it('makes required query fields macros, excludes all query fields, and names what is lost', () => {
  expect(open(template('cadence_memberships.create', { excludeAttributes: ['step_id'], fields: [] }))).toEqual({
    ok: true,
    request: {
      ...plain,
      method: 'POST',
      url: 'https://api.salesloft.com/v2/cadence_memberships?person_id={record.person_id}&cadence_id={record.cadence_id}',
      excludeAttributes: ['step_id', 'person_id', 'cadence_id', 'user_id', 'task_id'],
    },
    lost: ['fields', 'fields.user_id', 'fields.step_id', 'fields.task_id', 'body'].map(
      (path) => `not_in_advanced ${path}`,
    ),
  })
})

it('takes a parameter that isn’t given yet, or has a brace in its name, from the attribute of its own name', () => {
  const opened = {
    ok: true,
    request: {
      ...plain,
      method: 'DELETE',
      url: 'https://api.salesloft.com/v2/accounts/{record.account_id}',
      excludeAttributes: ['account_id'],
    },
    lost: ['not_in_advanced params.account_id'],
  }
  expect(open(template('accounts.delete'))).toEqual(opened)
  expect(open(template('accounts.delete', { params: { account_id: { from: 'value', value: '' } } }))).toEqual(opened)
  expect(
    open(template('accounts.delete', { params: { account_id: { from: 'attribute', attribute: 'a}b' } } })),
  ).toEqual(opened)
})

it('keeps a parameter’s attribute that is a body field, too', () => {
  const request = template('accounts.update', { params: { account_id: { from: 'attribute', attribute: 'owner_id' } } })
  expect(open(request)).toMatchObject({ request: { excludeAttributes: [] }, lost: [] })
})

it('says what keeps a template from being opened', () => {
  const codes = (result: ReturnType<typeof open>) =>
    result.ok ? [] : result.problems.map(({ code, path }) => `${code} ${path}`)
  expect(codes(open(template('nope'), salesloft, 'nowhere'))).toEqual([
    'url_invalid baseUrl',
    'template_unknown template',
  ])
  expect(codes(open(template('accounts.delete', { params: { account_id: { from: 'value', value: 'x' } } })))).toEqual([
    'param_invalid params.account_id',
  ])
})

it('opens a query without a body as a query', () => {
  const field = { key: 'undo', label: 'Undo', type: 'string', in: 'query', presence: 'required', help: '' } as const
  const connector = connectorWith('accounts.delete', { fields: [field], params: [], path: '/v2/imports' })
  expect(open(template('accounts.delete'), connector)).toMatchObject({
    request: { url: 'https://api.salesloft.com/v2/imports?undo={record.undo}', excludeAttributes: ['undo'] },
    lost: [],
  })
})
