import type { Template } from '@sluice/schema'
import { accountFields } from '../account-fields.ts'
import { accountHints } from '../account-hints.ts'
import { accountAdvice, takenDomain } from '../advice.ts'
import { fieldNamesHelp, reference } from '../reference.ts'

export const accountsCreate = {
  id: 'accounts.create',
  title: 'Create an Account',
  group: 'Accounts',
  method: 'POST',
  path: '/v2/accounts',
  summary: 'Creates one new account from each record.',
  help: [
    'Check names and domains first: every record needs both, and each domain may be on the team once.',
    'Common fields are name, domain, owner_id, industry, company_stage_id (which some guides call account_stage_id) and account_tier_id.',
    'When no answer comes, Sluice looks the account up by its domain before it sends the record again.',
    fieldNamesHelp,
  ],
  referenceUrl: `${reference}accounts-create`,
  params: [],
  options: [],
  fields: accountFields('required', ['name', 'domain', 'owner_id', 'industry', 'company_stage_id', 'account_tier_id']),
  oneOf: [],
  takesAnyField: false,
  scopes: ['accounts:write'],
  hints: [
    ...accountHints,
    { attribute: 'upsert_key', says: 'This call never updates an account. Use Upsert an Account to match by a key.' },
    { attribute: 'id', says: 'Salesloft gives a new account its id. Use Update an Existing Account to change one.' },
  ],
  list: null,
  repeat: { lookup: 'account_by_domain' },
  naturalKey: { fields: ['domain'], lowerCase: ['domain'] },
  idAt: 'data.id',
  itemsAt: null,
  undo: { path: '/v2/accounts/{id}' },
  irreversible: null,
  warnings: [
    {
      tone: 'amber',
      title: 'A domain that exists is an error',
      text: 'Salesloft refuses a record whose domain another account of the team has. For data that may hold such accounts, use Upsert an Account.',
    },
  ],
  pointers: [{ text: 'If some of the accounts may exist already', template: 'accounts.upsert' }],
  advice: [
    {
      when: takenDomain,
      says: 'Another account of the team has this domain. Use the template Upsert an Account with the match key domain: it updates the account that is there, and creates the others. Then replay these records.',
    },
    ...accountAdvice,
  ],
} as const satisfies Template
