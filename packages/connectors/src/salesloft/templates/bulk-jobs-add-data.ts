import type { Template } from '@sluice/schema'
import { reference } from '../reference.ts'

export const bulkJobsAddData = {
  id: 'bulk_jobs.add_data',
  title: 'Create Job Data for Bulk Job',
  group: 'Bulk jobs',
  method: 'POST',
  path: '/v2/bulk_jobs/{bulk_job_id}/job_data',
  summary: 'Adds records to an open bulk job, many in one call.',
  help: [
    'Sluice puts the records in a list under data. One call takes at most 5,000, so large sets go in batches; set the size under batch. A call usually costs one point, however many records it carries.',
    'Each record holds what the single call would take. For person/upsert that is upsert_key, the field it names, and the fields to write. The Nexset’s attributes must carry those names, or be mapped to them.',
    'Salesloft answers with a count. What became of each record is known only once the job has run: read the job’s results then.',
  ],
  referenceUrl: `${reference}bulk-jobs`,
  params: [
    {
      key: 'bulk_job_id',
      label: 'Bulk Job ID',
      type: 'integer',
      help: 'Type an id, choose an attribute, or pick one of the open jobs. The id is in the answer of Create Bulk Job. Only a job whose state is open takes records.',
      lookup: 'bulk_jobs',
    },
  ],
  options: [],
  fields: [],
  oneOf: [],
  takesAnyField: true,
  hints: [],
  list: { key: 'data', most: 5000 },
  repeat: 'never',
  naturalKey: null,
  idAt: null,
  itemsAt: null,
  irreversible: null,
  warnings: [
    {
      tone: 'amber',
      title: 'The job runs only once it is marked ready',
      text: 'Until then nothing is written. Sent means here that Salesloft took the record into the job, not that it was applied; results come later, and an error in one record shows only there.',
    },
  ],
  pointers: [
    { text: 'If there is no open job yet', template: 'bulk_jobs.create' },
    {
      text: 'When all records are in, mark the job ready: a record of the job’s id and ready_to_execute true, with id excluded',
      advanced: { method: 'PUT', path: '/v2/bulk_jobs/{record.id}' },
    },
    {
      text: 'Then read the results; they are empty until the job’s state is done',
      advanced: { method: 'GET', path: '/v2/bulk_jobs/{record.id}/results' },
    },
  ],
  advice: [
    {
      when: { status: 404 },
      says: 'There is no bulk job with this id. Pick one that is open, or create one first.',
    },
    {
      when: { outcome: 'rejected', pattern: 'must be open' },
      says: 'The bulk job was started already and takes no more data. Create a new job and put its id into the destination.',
    },
  ],
} as const satisfies Template
