import type { Template } from '@sluice/schema'
import { fieldNamesHelp, reference } from '../reference.ts'

export const bulkJobsCreate = {
  id: 'bulk_jobs.create',
  title: 'Create Bulk Job',
  group: 'Bulk jobs',
  method: 'POST',
  path: '/v2/bulk_jobs',
  summary: 'Creates one empty bulk job from each record.',
  help: [
    'A bulk job writes many records in a few calls. First create it; then add its records with Create Job Data for Bulk Job; then mark it ready, which starts it; then look at its results.',
    'One job takes any number of records, so a Nexset of one record is usually what you want here.',
    'Salesloft doesn’t document which scope bulk jobs need. If they are refused, ask for the scopes of what the job writes.',
    fieldNamesHelp,
  ],
  referenceUrl: `${reference}bulk-jobs-create`,
  params: [],
  options: [],
  fields: [
    {
      key: 'type',
      label: 'Type',
      type: 'string',
      in: 'body',
      presence: 'required',
      help: 'The object and the operation in one text: person/upsert, calendar/events/upsert and crm_share/upsert are known. account/upsert is plausible but not confirmed. Guides speak of import, update and delete with a target_type; Salesloft takes neither.',
      isCommon: true,
      suggestions: ['person/upsert', 'calendar/events/upsert', 'crm_share/upsert', 'account/upsert'],
      example: 'person/upsert',
    },
    {
      key: 'name',
      label: 'Name',
      type: 'string',
      in: 'body',
      presence: 'optional',
      help: 'A name by which you find the job again.',
      isCommon: true,
      example: 'Leads of March',
    },
  ],
  oneOf: [],
  takesAnyField: false,
  hints: [
    {
      attribute: 'target_type',
      field: 'type',
      says: 'Salesloft has no target_type: type names the object and the operation together, as in person/upsert.',
    },
    {
      attribute: 'job_type',
      field: 'type',
      says: 'Salesloft’s name is type, which names the object and the operation together, as in person/upsert.',
    },
    {
      attribute: 'operation',
      field: 'type',
      says: 'The operation is the second half of type, as in person/upsert.',
    },
    { attribute: 'job_name', field: 'name', says: 'The job’s name goes into name.' },
    {
      attribute: 'ready_to_execute',
      says: 'A job is marked ready by a call of its own, after its records were added.',
    },
    { attribute: 'data', says: 'Records are added by Create Job Data for Bulk Job.' },
  ],
  list: null,
  repeat: 'never',
  naturalKey: null,
  idAt: 'data.id',
  itemsAt: null,
  undo: { path: '/v2/bulk_jobs/{id}' },
  irreversible: null,
  warnings: [
    {
      tone: 'blue',
      title: 'This runs nothing',
      text: 'The job stays empty and open until records are added and it is marked ready. Its id is in the outcome, for Create Job Data for Bulk Job.',
    },
  ],
  pointers: [
    { text: 'Next: add records to the job', template: 'bulk_jobs.add_data' },
    {
      text: 'Then mark it ready: records of the job’s id and ready_to_execute true, with id excluded',
      advanced: { method: 'PUT', path: '/v2/bulk_jobs/{record.id}' },
    },
    {
      text: 'Then read the results; they are empty until the job’s state is done',
      advanced: { method: 'GET', path: '/v2/bulk_jobs/{record.id}/results' },
    },
  ],
} as const satisfies Template
