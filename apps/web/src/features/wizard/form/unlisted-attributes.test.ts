import { salesloft } from '@sluice/connectors'
import { expect, it } from 'vitest'
import { unlistedAttributes } from './unlisted-attributes.ts'

const attributes = ['name', 'company', 'salesloft_id', 'note', 'upsert_key'].map((name) => ({
  name,
  type: 'string' as const,
}))
const params = { account_id: { from: 'attribute' as const, attribute: 'salesloft_id' } }
const unlisted = (id: string) =>
  salesloft.templates
    .filter((template) => template.id === id)
    .map((template) => unlistedAttributes(template, attributes, ['note'], params))

it('names what would be sent under a name that the call doesn’t know', () => {
  expect([
    unlisted('accounts.upsert'),
    unlisted('accounts.update'),
    unlisted('accounts.delete'),
    unlisted('bulk_jobs.add_data'),
  ]).toEqual([[['company']], [['company', 'upsert_key']], [[]], [[]]])
})
