import type { Connector } from '@sluice/schema'

/**
 * The calls that can't be undone, for Advanced mode and whoever else makes them. Where Salesloft's reference leaves a
 * call's effect open, it stands here: what may be irreversible counts as such.
 */
export const irreversible: Connector['irreversible'] = [
  {
    method: 'DELETE',
    path: '/v2/accounts/{id}',
    says: 'Deletes the account and takes its people off it. Only Salesloft support can bring it back.',
  },
  {
    method: 'DELETE',
    path: '/v2/people/{id}',
    says: 'Deletes the person. Whether Salesloft can bring a person back isn’t documented.',
  },
  {
    method: 'POST',
    path: '/v2/data_control/account_and_people_redaction',
    says: 'Removes the personal data of the account and of all its people for good.',
  },
  {
    method: 'POST',
    path: '/v2/data_control/account_redaction',
    says: 'Removes the personal data of the account for good.',
  },
  { method: 'POST', path: '/v2/data_control/people_soft_deletion', says: 'Deletes the people named in people_ids.' },
  {
    method: 'POST',
    path: '/v2/data_control/right_to_be_forgotten',
    says: 'Removes the personal data of the people named in people_ids for good.',
  },
  {
    method: 'POST',
    path: '/v2/data_control/{request}',
    says: 'Submits a data-control request, which removes data for good.',
  },
  {
    method: 'POST',
    path: '/v2/cadence_memberships',
    says: 'Enrols a person in a cadence, which starts real e-mails, calls and tasks.',
  },
  {
    method: 'POST',
    path: '/v2/cadence_bulk_memberships',
    says: 'Enrols many people in a cadence, which starts real e-mails, calls and tasks.',
  },
  {
    method: 'DELETE',
    path: '/v2/cadence_memberships/{id}',
    says: 'Takes the person off the cadence; steps that were planned are lost.',
  },
  {
    method: 'PUT',
    path: '/v2/bulk_jobs/{id}',
    says: 'May start the bulk job, and what a job has written or deleted stays so. The call doesn’t tell what the job does.',
  },
  { method: 'DELETE', path: '/v2/bulk_jobs/{id}', says: 'Cancels the bulk job; records that haven’t run won’t.' },
  {
    method: 'DELETE',
    path: '/v2/custom_fields/{id}',
    says: 'Deletes the custom field; the values that records hold in it may go too.',
  },
  {
    method: 'DELETE',
    path: '/v2/imports/{id}',
    says: 'Deletes the import; with undo, what it brought in may go too.',
  },
  { method: 'DELETE', path: '/v2/notes/{id}', says: 'Deletes the note and its text.' },
  { method: 'DELETE', path: '/v2/tasks/{id}', says: 'Deletes the task.' },
  { method: 'DELETE', path: '/v2/groups/{id}', says: 'Deletes the group of users.' },
  {
    method: 'DELETE',
    path: '/v2/person_stages/{id}',
    says: 'Deletes the stage from the team’s list of person stages.',
  },
  {
    method: 'DELETE',
    path: '/v2/opportunity_stages/{id}',
    says: 'Deletes the stage from the team’s list of opportunity stages.',
  },
  { method: 'DELETE', path: '/v2/opportunity_people/{id}', says: 'Takes the person off the opportunity.' },
  { method: 'DELETE', path: '/v2/external/configurations/{id}', says: 'Deletes the external id configuration.' },
  {
    method: 'DELETE',
    path: '/v2/external/mappings/{id}',
    says: 'Deletes the link between a record and its external id.',
  },
  {
    method: 'DELETE',
    path: '/v2/integrations/signals/registrations/{id}',
    says: 'Deletes the signal registration.',
  },
  {
    method: 'DELETE',
    path: '/v2/integrations/signals/registrations/plays/{id}',
    says: 'Deletes the play registration.',
  },
  { method: 'DELETE', path: '/v2/saved_list_views/{id}', says: 'Deletes the saved view.' },
  {
    method: 'DELETE',
    path: '/v2/webhook_subscriptions/{id}',
    says: 'Deletes the webhook subscription; events are no longer reported to it.',
  },
]

/** A bulk job says in its type what it will do to its records. */
export const irreversibleWhen: Connector['irreversibleWhen'] = [
  {
    method: 'POST',
    path: '/v2/bulk_jobs',
    field: 'type',
    pattern: 'delet|destroy|remov|redact|purge|eras|forget|cadence_membership',
    says: 'Makes a bulk job that removes data, or enrols people in cadences, once it runs.',
  },
]
