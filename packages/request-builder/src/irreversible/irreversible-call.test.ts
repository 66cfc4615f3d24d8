import { salesloft } from '@sluice/connectors'
import { expect, it } from 'vitest'
import { irreversibleCall } from './irreversible-call.ts'
import { irreversibleRequest } from './irreversible-request.ts'

const base = 'https://api.salesloft.com'
const isIrreversible = (method: string, path: string, body?: string) =>
  irreversibleCall(salesloft, { method, url: `${base}${path}`, body }) !== null

it('knows a call that can’t be undone in every spelling of its path', () => {
  const spellings = [
    '/v2/cadence_memberships',
    '/v2/cadence_memberships/',
    '/v2/cadence_memberships.json',
    '/V2/Cadence_Memberships',
    '/v2/x/../cadence_memberships?person_id=1',
    '/v2/%63adence_memberships',
    '/v2/%2563adence_memberships',
    '/v2//cadence_memberships',
    '/v2/{record.path}',
    '/v2/data_control/right_to_be_forgotten',
    '/v2/data_control/anything_new',
  ]
  expect(spellings.filter((path) => !isIrreversible('POST', path))).toEqual([])
})

it('counts every DELETE, whatever it deletes and wherever', () => {
  expect(
    ['/v2/accounts/1', '/v2/unheard_of/1', '/v2/people/{record.id}'].map((path) => isIrreversible('DELETE', path)),
  ).toEqual([true, true, true])
})

it('leaves calls alone that can be mended', () => {
  const calls = [
    ['POST', '/v2/account_upserts'],
    ['POST', '/v2/bulk_jobs/7/job_data'],
    ['PUT', '/v2/accounts/7'],
    ['GET', '/v2/cadence_memberships'],
  ] as const
  expect(calls.filter(([method, path]) => isIrreversible(method, path))).toEqual([])
})

it('tells by its type whether a bulk job deletes', () => {
  expect(
    [
      '{"type":"person/upsert"}',
      '{"type":"Person/DELETE"}',
      '[{"type":"account/destroy"}]',
      '{"data":[{"type":"x/purge"}]}',
    ].map((body) => isIrreversible('POST', '/v2/bulk_jobs', body)),
  ).toEqual([false, true, true, true])
})

it('finds a deleting type in every form in which a bulk job can be asked for', () => {
  const job = (url: string, body: string | null) =>
    irreversibleCall(salesloft, { method: 'POST', url: `${base}/v2/bulk_jobs${url}`, body }) !== null
  expect([
    job('?type=person/delete', null),
    job('?bulk_job[type]=Person/Delete', '{}'),
    job('', 'name=x&type=account%2Fdelete'),
    job('', 'bulk_job%5Btype%5D=account%2Fdelete'),
    job('', '{"Type":"person/delete"}'),
    job('', '<?xml version="1.0"?><record><type>&#100;elete</type></record>'),
    job('?type=person/upsert', '{"type":"person/upsert"}'),
    job('', 'type=person/upsert'),
  ]).toEqual([true, true, true, true, true, true, false, false])
})

it('counts a call that asks to be taken for another method', () => {
  const call = (more: Partial<Parameters<typeof irreversibleCall>[1]>) =>
    irreversibleCall(salesloft, { method: 'POST', url: `${base}/v2/people/7`, ...more }) !== null
  expect([
    call({ headers: [['X-HTTP-Method-Override', 'delete']] }),
    call({ url: `${base}/v2/people/7?_method=delete` }),
    call({ body: '_method=DELETE&x=1' }),
    call({ body: '{"_method":"DELETE"}' }),
    call({ headers: [['x-source', 'sluice']], body: '{"note":"_method"}' }),
    irreversibleRequest(salesloft, {
      mode: 'advanced',
      method: 'POST',
      contentFormat: 'json',
      url: `${base}/v2/people/{record.id}`,
      headers: [{ name: 'X-Method-Override', value: '{record.verb}' }],
    }) !== null,
  ]).toEqual([true, true, true, true, false, true])
})

it('tells of a configuration what is lost', () => {
  const remove = irreversibleRequest(salesloft, { mode: 'template', template: 'accounts.delete' })
  const jobs = (value: string) =>
    irreversibleRequest(salesloft, {
      mode: 'template',
      template: 'bulk_jobs.create',
      fields: [{ field: 'type', from: 'value', value, whenEmpty: 'reject' }],
    })
  expect({
    hasLosses: (remove?.losses.length ?? 0) > 0,
    upsert: irreversibleRequest(salesloft, { mode: 'template', template: 'accounts.upsert' }),
    deletingJob: jobs('person/delete') !== null,
    upsertingJob: jobs('person/upsert'),
  }).toEqual({ hasLosses: true, upsert: null, deletingJob: true, upsertingJob: null })
})
