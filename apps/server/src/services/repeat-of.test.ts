import { salesloft } from '@sluice/connectors'
import { DestinationSettings, RequestConfig, type RequestConfigInput } from '@sluice/schema'
import { expect, it } from 'vitest'
import { repeatOf } from './repeat-of.ts'

const repeat = (request: RequestConfigInput, setting: 'again' | 'leave' | null = null) =>
  repeatOf(salesloft, RequestConfig.parse(request), DestinationSettings.parse({ repeat: setting }))
const byHand = (method: string, path = '/v2/people') =>
  ({ mode: 'advanced', method, contentFormat: 'json', url: `https://api.salesloft.com${path}` }) as const

it('lets a template say what may be repeated', () => {
  const of = (template: string) => repeat({ mode: 'template', template })
  expect([of('accounts.upsert'), of('accounts.create'), of('activities.create')]).toEqual([
    'safe',
    { lookup: 'account_by_domain' },
    'never',
  ])
})

it('goes by the method where a request is made by hand, unless the destination says otherwise', () => {
  const methods = ['GET', 'PUT', 'DELETE', 'POST', 'PATCH']
  expect(methods.map((method) => repeat(byHand(method)))).toEqual(['safe', 'safe', 'safe', 'never', 'never'])
  expect([repeat(byHand('POST'), 'again'), repeat(byHand('PUT'), 'leave')]).toEqual(['safe', 'never'])
})

it('never simply repeats what can’t be undone, whatever the destination says', () => {
  expect(repeat(byHand('POST', '/v2/cadence_memberships'), 'again')).toBe('never')
  expect(repeat(byHand('POST', '/v2/data_control/account_redaction'), 'again')).toBe('never')
})
