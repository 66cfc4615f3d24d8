import type { Template } from '@sluice/schema'
import { accountFields } from '../account-fields.ts'
import { accountHints } from '../account-hints.ts'
import { accountAdvice, takenDomain } from '../advice.ts'
import { fieldNamesHelp, reference } from '../reference.ts'

export const accountsUpsert = {
  id: 'accounts.upsert',
  title: 'Upsert an Account',
  group: 'Accounts',
  method: 'POST',
  path: '/v2/account_upserts',
  summary: 'Updates the account that matches with what you give, or creates one if none does.',
  help: [
    'Because Salesloft looks for the account first, no account is made twice, and the same records can be sent again without harm. Fields that a record leaves out are not part of the update.',
    'Common fields are name, domain, crm_id (the Salesforce account id), owner_id and industry.',
    fieldNamesHelp,
  ],
  referenceUrl: `${reference}account-upserts-create`,
  params: [],
  options: [
    {
      key: 'upsert_key',
      label: 'Salesloft finds the account by',
      values: [
        { value: 'domain', label: 'domain', help: 'The account with the same website domain, compared in lower case.' },
        {
          value: 'crm_id',
          label: 'crm_id',
          help: 'The account with the same Salesforce id; needs the scope crm_id_account:write.',
        },
        { value: 'id', label: 'id', help: 'The account with this Salesloft id.' },
      ],
      default: 'domain',
      help: 'Must be in every record; several matches are an error. Salesloft never updates without a match key, so Sluice always sends one.',
      requiresField: true,
    },
  ],
  fields: [
    ...accountFields('advised', ['name', 'domain', 'crm_id', 'owner_id', 'industry']),
    {
      key: 'id',
      label: 'Salesloft ID',
      type: 'integer',
      in: 'body',
      presence: 'optional',
      help: 'The account’s id in Salesloft, for matching by id. Beside another match key, the call fails when the two point at different accounts.',
      lookup: 'accounts',
      example: '30281194',
    },
  ],
  oneOf: [],
  takesAnyField: false,
  scopes: ['accounts:write'],
  hints: [
    ...accountHints,
    { attribute: 'account_id', field: 'id', says: 'The account’s Salesloft id goes into id.' },
    { attribute: 'salesloft_id', field: 'id', says: 'The account’s Salesloft id goes into id.' },
  ],
  list: null,
  repeat: 'safe',
  naturalKey: { option: 'upsert_key', lowerCase: ['domain'] },
  idAt: 'data.account.id',
  itemsAt: null,
  undo: { path: '/v2/accounts/{id}', when: { at: 'data.upsert_type', is: 'create' } },
  irreversible: null,
  warnings: [
    {
      tone: 'blue',
      title: 'Send name and domain',
      text: 'Salesloft’s reference pages differ on whether both are required. A record without one of them may be refused, above all where it would create an account.',
    },
  ],
  pointers: [
    { text: 'If every record has the Salesloft id, and no account should be created', template: 'accounts.update' },
  ],
  advice: [
    {
      when: { outcome: 'rejected', pattern: 'matches several' },
      says: 'Several accounts in Salesloft have this value, so it can’t be told which one is meant. Merge them there, or match by the Salesloft id.',
    },
    {
      when: takenDomain,
      says: 'Another account than the matched one has this domain. Match by domain, or edit the domain as you replay the record.',
    },
    ...accountAdvice,
  ],
} as const satisfies Template
