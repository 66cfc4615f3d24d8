import { salesloft } from '@sluice/connectors'
import type { Template } from '@sluice/schema'
import { expect, it } from 'vitest'
import { newTemplate } from './new-form.ts'
import { switchTemplate } from './switch-template.ts'

it('keeps what the new template can use of the former one, and drops the rest', () => {
  const former = {
    ...newTemplate('accounts.update'),
    params: { account_id: { from: 'attribute' as const, attribute: 'salesloft_id' } },
    excludeAttributes: ['note'],
    sendInvalid: true,
    fields: [
      { field: 'name', from: 'attribute' as const, attribute: 'company', whenEmpty: 'reject' as const },
      { field: 'archived', from: 'value' as const, json: 'true', whenEmpty: 'omit' as const },
      { field: 'custom_fields.Tier', from: 'text' as const, text: '{record.tier}', whenEmpty: 'omit' as const },
    ],
  }
  expect([
    switchTemplate(former, template('accounts.upsert')),
    switchTemplate(former, template('accounts.delete')),
  ]).toEqual([
    {
      ...newTemplate('accounts.upsert'),
      fields: [former.fields[0], former.fields[2]],
      excludeAttributes: ['note'],
      sendInvalid: true,
    },
    {
      ...newTemplate('accounts.delete'),
      params: former.params,
      excludeAttributes: ['note'],
      sendInvalid: true,
    },
  ])
})

it('keeps a match key that both have, and a batch up to what the new one takes', () => {
  const former = { ...newTemplate('accounts.upsert'), options: { upsert_key: 'crm_id' }, batchSize: 9000 }
  expect([
    switchTemplate(former, template('accounts.upsert')).options,
    switchTemplate(former, template('accounts.create')).options,
    switchTemplate(former, template('bulk_jobs.add_data')).batchSize,
  ]).toEqual([{ upsert_key: 'crm_id' }, {}, 5000])
})

function template(id: string): Template {
  const found = salesloft.templates.find((candidate) => candidate.id === id)
  if (!found) throw new Error(`no template ${id}`)
  return found
}
