import type { Connector } from '@sluice/schema'
import { advice } from './advice.ts'
import { irreversible, irreversibleWhen } from './irreversible.ts'
import { keyLookups, lookups } from './lookups.ts'
import { reference } from './reference.ts'
import { accountsCreate } from './templates/accounts-create.ts'
import { accountsDelete } from './templates/accounts-delete.ts'
import { accountsRedact } from './templates/accounts-redact.ts'
import { accountsUpdate } from './templates/accounts-update.ts'
import { accountsUpsert } from './templates/accounts-upsert.ts'
import { activitiesCreate } from './templates/activities-create.ts'
import { bulkJobsAddData } from './templates/bulk-jobs-add-data.ts'
import { bulkJobsCreate } from './templates/bulk-jobs-create.ts'
import { cadenceMembershipsCreate } from './templates/cadence-memberships-create.ts'

/** Salesloft's REST API v2. Templates stand in the order of the pull-down. */
export const salesloft: Connector = {
  id: 'salesloft',
  name: 'Salesloft',
  mark: 'SL',
  summary: 'Accounts, cadences, activities and bulk jobs of a Salesloft team.',
  baseUrl: 'https://api.salesloft.com',
  apiPrefix: '/v2/',
  referenceUrl: reference,
  auth: {
    kinds: ['api_key'],
    keyHelp:
      'Make an API key in your Salesloft account’s settings, with the scopes that your templates need, such as accounts:write. The key acts for the user who made it: what that user may not see or change, Sluice can’t either.',
    check: { userPath: '/v2/me', teamPath: '/v2/team' },
  },
  methods: [
    { method: 'POST', help: 'Creates: accounts, people, activities, bulk jobs, memberships. Upserts too.' },
    {
      method: 'PUT',
      help: 'Full update: the record’s id ends the URL, and the record holds every field that should stay.',
    },
    { method: 'DELETE', help: 'Removes: the record’s id ends the URL. Carries no body, and can’t be undone.' },
    {
      method: 'GET',
      help: 'Reads and changes nothing. Carries no body; the answers are kept by the response webhook.',
    },
  ],
  otherMethods: [
    {
      method: 'PATCH',
      help: 'Partial update. Salesloft has no PATCH call: use PUT, or expect every request to be refused.',
    },
  ],
  contentFormats: [
    { format: 'json', isAccepted: true, help: 'Salesloft takes JSON. Sluice converts each record.' },
    {
      format: 'xml',
      isAccepted: false,
      help: 'Salesloft’s reference knows no XML; expect these requests to be refused.',
    },
    {
      format: 'form',
      isAccepted: false,
      help: 'An older habit that Salesloft discourages; numbers and true or false lose their type. Use JSON.',
    },
  ],
  budget: {
    pointsPerMinute: 600,
    costHeader: 'x-ratelimit-endpoint-cost',
    remainingHeader: 'x-ratelimit-remaining-minute',
    scope: 'team',
  },
  irreversible,
  irreversibleWhen,
  templates: [
    accountsUpsert,
    accountsRedact,
    accountsCreate,
    accountsUpdate,
    accountsDelete,
    activitiesCreate,
    bulkJobsCreate,
    bulkJobsAddData,
    cadenceMembershipsCreate,
  ],
  lookups,
  keyLookups,
  advice,
}
