import type { Template } from '@sluice/schema'
import { fieldNamesHelp, reference } from '../reference.ts'

export const accountsRedact = {
  id: 'accounts.redact',
  title: 'Submit Account and People Redaction Request',
  group: 'Accounts',
  method: 'POST',
  path: '/v2/data_control/account_and_people_redaction',
  summary: 'Asks Salesloft to remove the personal data of one account and of all its people.',
  help: [
    'For deletion requests under GDPR, CCPA and similar laws. Each record submits one request; Salesloft carries it out later.',
    'Follow a request in Salesloft’s API at /v2/data_control/requests/ and its id, which Sluice keeps as the outcome’s id. Its events say what was done.',
    'The credential needs the privileged scope data_control:write, and data_control:read to follow requests.',
    fieldNamesHelp,
  ],
  referenceUrl: `${reference}account-and-people-redaction`,
  params: [],
  options: [],
  fields: [
    {
      key: 'account_id',
      label: 'Account ID',
      type: 'integer',
      in: 'body',
      presence: 'required',
      help: 'The Salesloft id of the account to redact. All people of this account are redacted with it.',
      isCommon: true,
      lookup: 'accounts',
      example: '30281194',
    },
    {
      key: 'dry_run',
      label: 'Dry run',
      type: 'boolean',
      in: 'body',
      presence: 'optional',
      help: 'true files the request as a trial that should change no data; left out or false, it is real. Salesloft’s reference says little more, so check the first answer before you rely on it.',
      isCommon: true,
      example: 'true',
    },
    {
      key: 'schedule',
      label: 'Schedule',
      type: 'object',
      in: 'body',
      presence: 'optional',
      help: 'When the request is to be carried out. Salesloft’s reference doesn’t describe the object’s contents; leave it out unless Salesloft has told you what to send.',
    },
    {
      key: 'team_id',
      label: 'Team ID',
      type: 'integer',
      in: 'body',
      presence: 'optional',
      help: 'For Salesloft’s own use. Leave it out: the credential’s team is meant.',
    },
  ],
  oneOf: [],
  takesAnyField: false,
  scopes: ['data_control:write'],
  hints: [
    { attribute: 'id', field: 'account_id', says: 'The account’s id goes into account_id.' },
    { attribute: 'salesloft_id', field: 'account_id', says: 'The account’s id goes into account_id.' },
    {
      attribute: 'domain',
      field: 'account_id',
      says: 'Salesloft redacts by account_id only; a domain is not looked up.',
    },
    {
      attribute: 'email_address',
      says: 'This call takes accounts. To redact single people, use right_to_be_forgotten in Advanced.',
    },
    {
      attribute: 'person_id',
      says: 'This call takes accounts. To redact single people, use right_to_be_forgotten in Advanced.',
    },
  ],
  list: null,
  repeat: 'never',
  naturalKey: { fields: ['account_id'], lowerCase: [] },
  idAt: 'data.id',
  itemsAt: null,
  irreversible: {
    says: 'Each record has the personal data of one account, and of all its people, removed for good.',
    losses: [
      'The account’s personal data is lost.',
      'The personal data of every person of the account is lost: names, e-mail addresses, phone numbers and whatever else tells who they are.',
      'Nobody can bring it back.',
    ],
  },
  warnings: [
    {
      tone: 'amber',
      title: 'Have each request reviewed',
      text: 'Have every request reviewed and authorised before it is sent, and keep the record of who asked for it.',
    },
  ],
  pointers: [
    {
      text: 'If the account should go but no law asks for its people’s data to be erased',
      template: 'accounts.delete',
    },
    {
      text: 'If only single people asked for their data to be erased, send people_ids',
      advanced: { method: 'POST', path: '/v2/data_control/right_to_be_forgotten' },
    },
    {
      text: 'If the account’s data should be redacted but not its people’s',
      advanced: { method: 'POST', path: '/v2/data_control/account_redaction' },
    },
  ],
} as const satisfies Template
