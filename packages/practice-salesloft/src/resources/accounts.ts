import { notFound } from '../api/api-error.ts'
import { exactTexts, integers, timeRange, truth } from '../api/filters.ts'
import { answerList, listing } from '../api/list.ts'
import type { Call, Result, Route } from '../api/route.ts'
import type { Row } from '../store/table.ts'
import { accountView } from './account-view.ts'
import { createAccount, updateAccount } from './save-account.ts'
import { upsertAccount } from './upsert-account.ts'

const accounts = listing({
  table: 'accounts',
  show: accountView,
  filters: {
    ids: integers('id'),
    domain: exactTexts('domain', 'domain', (domain) => domain.toLowerCase()),
    name: exactTexts('name', 'name'),
    crm_id: exactTexts('crm_id', 'crm_id'),
    owner_id: integers('owner_id'),
    account_stage_id: integers('company_stage_id'),
    account_tier_id: integers('account_tier_id'),
    website: exactTexts('website'),
    industry: exactTexts('industry'),
    country: exactTexts('country'),
    state: exactTexts('state'),
    city: exactTexts('city'),
    archived: truth((row) => row.archived_at !== undefined),
    created_at: timeRange('created_at'),
    updated_at: timeRange('updated_at'),
  },
  sorts: {
    updated_at: (row) => row.updated_at,
    created_at: (row) => row.created_at,
    name: (row) => row.name,
    account_stage: (row) => row.company_stage_id,
    account_tier: (row) => row.account_tier_id,
  },
})

function accountOf(call: Call): Row {
  const account = call.state.get('accounts', call.id)
  if (!account) throw notFound('Account')
  return account
}

const answerAccount = (call: Call, account: Row): Result => ({ data: accountView(account, call) })

/** Detaches the people and removes the account. An account that was deleted before is deleted again with success. */
function deleteAccount(call: Call): Result {
  const { state, id, now } = call
  if (!state.get('accounts', id)) {
    if (id > 0 && id <= state.table('accounts').lastId) return null
    throw notFound('Account')
  }
  for (const person of state.table('people').find('account_id', id)) {
    const { account_id: _detached, ...others } = person
    state.put('people', { ...others, id: person.id, updated_at: now })
  }
  state.remove('accounts', id)
  return null
}

export const accountRoutes: Route[] = [
  { method: 'GET', path: '/v2/accounts', scope: 'accounts:read', handle: (call) => answerList(accounts, call) },
  {
    method: 'GET',
    path: '/v2/accounts/:id',
    scope: 'accounts:read',
    handle: (call) => answerAccount(call, accountOf(call)),
  },
  {
    method: 'POST',
    path: '/v2/accounts',
    scope: 'accounts:write',
    handle: (call) => answerAccount(call, createAccount(call)),
  },
  {
    method: 'PUT',
    path: '/v2/accounts/:id',
    scope: 'accounts:write',
    handle: (call) => answerAccount(call, updateAccount(call, accountOf(call))),
  },
  { method: 'DELETE', path: '/v2/accounts/:id', scope: 'accounts:delete', handle: deleteAccount },
  {
    method: 'POST',
    path: '/v2/account_upserts',
    scope: 'accounts:write',
    handle(call) {
      const { kind, row } = upsertAccount(call)
      return { data: { upsert_type: kind, account: accountView(row, call) } }
    },
  },
]
