import type { Template } from '@sluice/schema'
import { fieldNamesHelp, reference } from '../reference.ts'

const notTaken = 'Salesloft’s activity call takes no such field: it completes an action or a task.'

export const activitiesCreate = {
  id: 'activities.create',
  title: 'Create Activity',
  group: 'Activities',
  method: 'POST',
  path: '/v2/activities',
  summary: 'Completes an open cadence action or task of type integration.',
  help: [
    'Give action_id or task_id, one of the two. In a cadence, completing the action lets the person move on to the next step.',
    'Salesloft accepts each action once; a second time it is refused. Open actions are in Sluice’s action picker.',
    fieldNamesHelp,
  ],
  referenceUrl: `${reference}activities-create`,
  params: [],
  options: [],
  fields: [
    {
      key: 'action_id',
      label: 'Action ID',
      type: 'integer',
      in: 'body',
      presence: 'optional',
      help: 'The id of an open cadence action whose type is integration.',
      isCommon: true,
      lookup: 'actions',
      example: '88214',
    },
    {
      key: 'task_id',
      label: 'Task ID',
      type: 'integer',
      in: 'body',
      presence: 'optional',
      help: 'The id of an open task whose type is integration, for work outside cadences.',
      isCommon: true,
      example: '5150',
    },
  ],
  oneOf: [['action_id', 'task_id']],
  takesAnyField: false,
  scopes: ['activities:write'],
  hints: [
    { attribute: 'activity_type', says: `${notTaken} For a call, a note or an e-mail, use the call named below.` },
    { attribute: 'person_id', says: `${notTaken} The action already names its person.` },
    { attribute: 'account_id', says: `${notTaken} To note something on an account, post to notes in Advanced.` },
    { attribute: 'user_id', says: `${notTaken} The action already names its user.` },
    { attribute: 'occurred_at', says: `${notTaken} Salesloft sets the time itself.` },
    { attribute: 'note', says: `${notTaken} To keep the text, post to notes in Advanced.` },
    { attribute: 'notes', says: `${notTaken} To keep the text, post to notes in Advanced.` },
    { attribute: 'id', field: 'action_id', says: 'The action’s id goes into action_id, a task’s into task_id.' },
  ],
  list: null,
  repeat: 'never',
  naturalKey: null,
  idAt: null,
  itemsAt: null,
  irreversible: null,
  warnings: [
    {
      tone: 'amber',
      title: 'This doesn’t log calls, notes or e-mails',
      text: 'Guides list activity_type, person_id, account_id, user_id, occurred_at and note for this call. Salesloft takes none of them here: a record needs action_id or task_id. To log something else, use one of the calls named here.',
    },
  ],
  pointers: [
    {
      text: 'To log a phone call: person_id, with duration, disposition, sentiment and notes',
      advanced: { method: 'POST', path: '/v2/activities/calls' },
    },
    {
      text: 'To write a note on a person or an account: content, associated_with_type and associated_with_id',
      advanced: { method: 'POST', path: '/v2/notes' },
    },
    {
      text: 'To log an e-mail that was sent elsewhere: mailbox and raw, the whole message',
      advanced: { method: 'POST', path: '/v2/external_emails' },
    },
    {
      text: 'To mark an action as in progress instead of completing it: action_id',
      advanced: { method: 'POST', path: '/v2/ongoing_actions' },
    },
  ],
  advice: [
    {
      when: { pattern: 'already been completed' },
      says: 'The action or task is done already, and Salesloft never takes one twice. Dismiss these records.',
    },
    {
      when: { outcome: 'rejected', pattern: 'does not exist' },
      says: 'There is no open action or task with this id. Take the ids from the list of open actions.',
    },
  ],
} as const satisfies Template
