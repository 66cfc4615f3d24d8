import type { Template } from '@sluice/schema'
import { accountFields } from '../account-fields.ts'
import { accountHints } from '../account-hints.ts'
import { accountAdvice, takenDomain } from '../advice.ts'
import { fieldNamesHelp, reference } from '../reference.ts'

export const accountsUpdate = {
  id: 'accounts.update',
  title: 'Update an Existing Account',
  group: 'Accounts',
  method: 'PUT',
  path: '/v2/accounts/{account_id}',
  summary: 'Updates the Salesloft account whose id is given.',
  help: [
    'Fields that a record leaves out should keep their values. A null is sent as null: leave a field out if its value should stay.',
    'A record whose id Salesloft doesn’t know, or whose account the credential’s user may not see, is rejected; nothing is created.',
    fieldNamesHelp,
  ],
  referenceUrl: `${reference}accounts-update`,
  params: [
    {
      key: 'account_id',
      label: 'Account ID',
      type: 'integer',
      help: 'Type an id, or choose an attribute. You find ids in Sluice’s account picker, at the end of the account’s address in Salesloft, and in the outcomes of earlier destinations.',
      lookup: 'accounts',
    },
  ],
  options: [],
  fields: [
    ...accountFields('advised', ['name', 'domain', 'owner_id', 'industry', 'company_stage_id', 'account_tier_id']),
    {
      key: 'archived',
      label: 'Archived',
      type: 'boolean',
      in: 'body',
      presence: 'optional',
      help: 'true archives the account, false brings it back.',
      example: 'false',
    },
  ],
  oneOf: [],
  takesAnyField: false,
  scopes: ['accounts:write'],
  hints: [
    ...accountHints,
    { attribute: 'id', says: 'The account’s id goes into the address: choose this attribute under Account ID.' },
    {
      attribute: 'account_id',
      says: 'The account’s id goes into the address: choose this attribute under Account ID.',
    },
    {
      attribute: 'salesloft_id',
      says: 'The account’s id goes into the address: choose this attribute under Account ID.',
    },
    {
      attribute: 'archived_at',
      field: 'archived',
      says: 'Salesloft takes archived, true or false, and sets the time itself.',
    },
  ],
  list: null,
  repeat: 'safe',
  naturalKey: null,
  idAt: 'data.id',
  itemsAt: null,
  irreversible: null,
  warnings: [
    {
      tone: 'blue',
      title: 'Send name and domain too',
      text: 'Guides say that changed fields are enough. But the call is a PUT whose reference lists name and domain as required, and doesn’t say what becomes of fields left out. Send both, and test with one record.',
    },
  ],
  pointers: [
    { text: 'If the records have domains or Salesforce ids, but no Salesloft ids', template: 'accounts.upsert' },
  ],
  advice: [
    {
      when: { status: 404 },
      says: 'No account has this id, or the credential’s user may not see it. Check where the id comes from; to find accounts by domain, use Upsert an Account.',
    },
    {
      when: takenDomain,
      says: 'Another account of the team has this domain. Edit the domain as you replay these records, or leave the attribute out with Exclude Attributes first.',
    },
    ...accountAdvice,
  ],
} as const satisfies Template
