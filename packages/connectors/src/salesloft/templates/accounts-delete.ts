import type { Template } from '@sluice/schema'
import { reference } from '../reference.ts'

export const accountsDelete = {
  id: 'accounts.delete',
  title: 'Delete an Account',
  group: 'Accounts',
  method: 'DELETE',
  path: '/v2/accounts/{account_id}',
  summary: 'Deletes the Salesloft account whose id is given.',
  help: [
    'Verify the ids before activating: each one is deleted without a further question. The request has no body, so nothing of the record but the id is sent, and attribute names don’t matter here.',
    'An id that is already gone does no harm: Salesloft answers a repeated delete as a success.',
    'The credential needs the scope accounts:delete, which accounts:write doesn’t include.',
  ],
  referenceUrl: `${reference}accounts-delete`,
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
  fields: [],
  oneOf: [],
  takesAnyField: false,
  scopes: ['accounts:delete'],
  hints: [],
  list: null,
  repeat: 'safe',
  naturalKey: null,
  idAt: null,
  itemsAt: null,
  irreversible: {
    says: 'Each record removes one account from Salesloft for good. Only Salesloft support can bring an account back.',
    losses: [
      'The account, its fields, custom fields and tags are lost.',
      'Its people stay, without an account.',
      'Cadence memberships and activity history linked to it may go too.',
    ],
  },
  warnings: [],
  pointers: [
    {
      text: 'If the account should only be out of the way: send archived as true, which can be taken back',
      template: 'accounts.update',
    },
    { text: 'If a person or a law asks for personal data to be erased', template: 'accounts.redact' },
  ],
  advice: [
    {
      when: { status: 404 },
      says: 'No account has this id: it is deleted already, or the id is not Salesloft’s own. Dismiss these records once that is clear.',
    },
  ],
} as const satisfies Template
