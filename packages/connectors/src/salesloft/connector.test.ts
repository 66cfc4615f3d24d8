import type { TemplateField } from '@sluice/schema'
import { describe, expect, it } from 'vitest'
import { salesloft } from './connector.ts'

it('lists the nine templates in the guide’s words and order', () => {
  expect(salesloft.templates.map(({ id, title, method, path }) => [id, title, `${method} ${path}`])).toEqual([
    ['accounts.upsert', 'Upsert an Account', 'POST /v2/account_upserts'],
    [
      'accounts.redact',
      'Submit Account and People Redaction Request',
      'POST /v2/data_control/account_and_people_redaction',
    ],
    ['accounts.create', 'Create an Account', 'POST /v2/accounts'],
    ['accounts.update', 'Update an Existing Account', 'PUT /v2/accounts/{account_id}'],
    ['accounts.delete', 'Delete an Account', 'DELETE /v2/accounts/{account_id}'],
    ['activities.create', 'Create Activity', 'POST /v2/activities'],
    ['bulk_jobs.create', 'Create Bulk Job', 'POST /v2/bulk_jobs'],
    ['bulk_jobs.add_data', 'Create Job Data for Bulk Job', 'POST /v2/bulk_jobs/{bulk_job_id}/job_data'],
    ['cadence_memberships.create', 'Create a Cadence Membership', 'POST /v2/cadence_memberships'],
  ])
})

it('keeps the pull-down’s order when it is grouped: templates of one object stand together', () => {
  const groups = salesloft.templates.map(({ group }) => group)
  expect(groups.filter((group, index) => group !== groups[index - 1])).toEqual([...new Set(groups)])
})

it('D4 says of each template whether it may be repeated, and by what it is looked up', () => {
  expect(salesloft.templates.map(({ id, repeat, naturalKey }) => [id, repeat, naturalKey])).toEqual([
    ['accounts.upsert', 'safe', { option: 'upsert_key', lowerCase: ['domain'] }],
    ['accounts.redact', 'never', { fields: ['account_id'], lowerCase: [] }],
    ['accounts.create', { lookup: 'account_by_domain' }, { fields: ['domain'], lowerCase: ['domain'] }],
    ['accounts.update', 'safe', null],
    ['accounts.delete', 'safe', null],
    ['activities.create', 'never', null],
    ['bulk_jobs.create', 'never', null],
    ['bulk_jobs.add_data', 'never', null],
    [
      'cadence_memberships.create',
      { lookup: 'membership_by_person_and_cadence' },
      { fields: ['person_id', 'cadence_id'], lowerCase: [] },
    ],
  ])
})

it('finds the id where each answer holds it', () => {
  expect(salesloft.templates.flatMap(({ id, idAt }) => (idAt ? [[id, idAt]] : []))).toEqual([
    ['accounts.upsert', 'data.account.id'],
    ['accounts.redact', 'data.id'],
    ['accounts.create', 'data.id'],
    ['accounts.update', 'data.id'],
    ['bulk_jobs.create', 'data.id'],
    ['cadence_memberships.create', 'data.id'],
  ])
})

it('R1 marks what can’t be undone: delete, redaction and enrolment', () => {
  expect(salesloft.templates.filter(({ irreversible }) => irreversible).map(({ id }) => id)).toEqual([
    'accounts.redact',
    'accounts.delete',
    'cadence_memberships.create',
  ])
})

it('R1 knows a bulk job that deletes by its type', () => {
  const [rule] = salesloft.irreversibleWhen ?? []
  const deletes = ['account/delete', 'person/destroy', 'people/soft_deletion', 'person/upsert', 'crm_share/upsert']
  expect(rule).toMatchObject({ method: 'POST', path: '/v2/bulk_jobs', field: 'type' })
  expect(deletes.map((type) => new RegExp(rule?.pattern ?? '').test(type))).toEqual([true, true, true, false, false])
})

describe('fields', () => {
  const accountKeys =
    'name domain crm_id crm_id_type owner_id industry company_stage_id account_tier_id conversational_name description website phone linkedin_url twitter_handle street city state postal_code country locale company_type founded revenue_range size tags custom_fields do_not_contact'.split(
      ' ',
    )

  it('are all that the reference lists for each call', () => {
    expect(Object.fromEntries(salesloft.templates.map(({ id, fields }) => [id, fields.map(({ key }) => key)]))).toEqual(
      {
        'accounts.upsert': [...accountKeys, 'id'],
        'accounts.redact': ['account_id', 'dry_run', 'schedule', 'team_id'],
        'accounts.create': accountKeys,
        'accounts.update': [...accountKeys, 'archived'],
        'accounts.delete': [],
        'activities.create': ['action_id', 'task_id'],
        'bulk_jobs.create': ['type', 'name'],
        'bulk_jobs.add_data': [],
        'cadence_memberships.create': ['person_id', 'cadence_id', 'user_id', 'step_id', 'task_id'],
      },
    )
  })

  it('have the reference’s types; all but these are text', () => {
    expect(typed(fieldsOf('accounts.update'))).toEqual({
      owner_id: 'integer',
      company_stage_id: 'integer',
      account_tier_id: 'integer',
      tags: 'string[]',
      custom_fields: 'object',
      do_not_contact: 'boolean',
      archived: 'boolean',
    })
    expect(typed(fieldsOf('accounts.upsert')).id).toBe('integer')
    expect(typed(fieldsOf('accounts.redact'))).toEqual({
      account_id: 'integer',
      dry_run: 'boolean',
      schedule: 'object',
      team_id: 'integer',
    })
    expect(typed(fieldsOf('bulk_jobs.create'))).toEqual({})
    expect(Object.values(typed(fieldsOf('cadence_memberships.create')))).toEqual(Array(5).fill('integer'))
  })

  it('are required or advised where a call needs them', () => {
    const marked = salesloft.templates.flatMap(({ id, fields }) =>
      fields.filter(({ presence }) => presence !== 'optional').map(({ key, presence }) => `${id} ${key} ${presence}`),
    )
    expect(marked).toEqual([
      'accounts.upsert name advised',
      'accounts.upsert domain advised',
      'accounts.redact account_id required',
      'accounts.create name required',
      'accounts.create domain required',
      'accounts.update name advised',
      'accounts.update domain advised',
      'bulk_jobs.create type required',
      'cadence_memberships.create person_id required',
      'cadence_memberships.create cadence_id required',
    ])
  })

  it('go into the query only where the reference puts them there', () => {
    const inQuery = salesloft.templates.filter(({ fields }) => fields.some((field) => field.in === 'query'))
    expect(inQuery.map(({ id }) => id)).toEqual(['cadence_memberships.create'])
    expect(inQuery.flatMap(({ fields }) => fields).every((field) => field.in === 'query')).toBe(true)
  })

  it('take a bare domain and nothing that is an address', () => {
    const taken = ['acme.com', 'a.co', 'sub.acme.co.uk', 'münchen.de']
    const refused = [
      'acme',
      'https://acme.com',
      'acme.com/about',
      'acme.com:80',
      'a@acme.com',
      'acme..com',
      'acme.com ',
      '.com',
    ]
    expect([...taken, ...refused].filter((domain) => patternOf('domain').test(domain))).toEqual(taken)
  })

  it('take the 18-character id of a Salesforce account', () => {
    const ids = [
      '001000000000001AAA',
      '001000000000001',
      '003000000000001AAA',
      '001000000000001AA!',
      '0010000000000010AAA',
    ]
    expect(ids.filter((id) => patternOf('crm_id').test(id))).toEqual(['001000000000001AAA'])
  })
})

it('leads from the names of other guides to Salesloft’s own', () => {
  const hint = (id: string, attribute: string) => template(id).hints.find((one) => one.attribute === attribute)
  expect(hint('accounts.create', 'account_stage_id')?.field).toBe('company_stage_id')
  expect(hint('bulk_jobs.create', 'target_type')?.field).toBe('type')
  const activityNames = ['activity_type', 'person_id', 'account_id', 'user_id', 'occurred_at', 'note']
  expect(activityNames.map((name) => hint('activities.create', name)?.attribute)).toEqual(activityNames)
})

it('leads to the better call for a common wish', () => {
  const pointersOf = (id: string) =>
    template(id).pointers.map((pointer) => pointer.template ?? `${pointer.advanced?.method} ${pointer.advanced?.path}`)
  expect(pointersOf('accounts.create')).toEqual(['accounts.upsert'])
  expect(pointersOf('activities.create')).toEqual([
    'POST /v2/activities/calls',
    'POST /v2/notes',
    'POST /v2/external_emails',
    'POST /v2/ongoing_actions',
  ])
  expect(pointersOf('bulk_jobs.create')).toContain('bulk_jobs.add_data')
})

it('offers the methods and formats that Salesloft has, and says what it lacks', () => {
  expect(salesloft.methods.map(({ method }) => method)).toEqual(['POST', 'PUT', 'DELETE', 'GET'])
  expect(salesloft.otherMethods.map(({ method }) => method)).toEqual(['PATCH'])
  expect(salesloft.contentFormats.filter(({ isAccepted }) => isAccepted).map(({ format }) => format)).toEqual(['json'])
})

it('takes job data in lists of at most 5,000, of any fields', () => {
  const { list, takesAnyField } = template('bulk_jobs.add_data')
  expect({ list, takesAnyField }).toEqual({ list: { key: 'data', most: 5000 }, takesAnyField: true })
  expect(salesloft.templates.filter((one) => one.list !== null || one.takesAnyField)).toHaveLength(1)
})

function template(id: string) {
  const found = salesloft.templates.find((one) => one.id === id)
  if (!found) throw new Error(`no template ${id}`)
  return found
}

function fieldsOf(id: string): readonly TemplateField[] {
  return template(id).fields
}

function typed(fields: readonly TemplateField[]): Record<string, string> {
  return Object.fromEntries(fields.filter(({ type }) => type !== 'string').map(({ key, type }) => [key, type]))
}

function patternOf(key: string): RegExp {
  const source = fieldsOf('accounts.create').find((field) => field.key === key)?.pattern?.source
  if (!source) throw new Error(`no pattern for ${key}`)
  return new RegExp(source)
}
