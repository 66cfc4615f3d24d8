import { Problems } from '../api/api-error.ts'
import { boolean, isBlank, readFields, requireFields, withFields } from '../api/fields.ts'
import type { Call } from '../api/route.ts'
import type { JsonObject } from '../store/json.ts'
import type { Row } from '../store/table.ts'
import { accountFields } from './account-fields.ts'
import { checkCrmId } from './crm-id.ts'
import { leaveCadences } from './leave-cadences.ts'
import { keepTags } from './tags.ts'

const crmRules = {
  scopes: ['crm_id_account:write', 'account:set_crm_id'],
  prefixes: ['001'],
  objects: 'Account',
}

const bareDomain = /^[^\s/:?#@]+\.[^\s/:?#@.]+$/

/** Makes an account of the parameters. Throws a 422 that names every field that is wrong. */
export function createAccount(call: Call): Row {
  const problems = new Problems()
  const fields = readAccount(call, undefined, problems)
  requireFields(fields, ['name', 'domain'], problems)
  problems.throwIfAny()
  keepTags(call.state, fields.tags)
  const { owner_id = call.user.id, ...others } = fields
  return call.state.insert('accounts', {
    ...withFields({}, { ...others, owner_id, creator_id: call.user.id }),
    created_at: call.now,
    updated_at: call.now,
  })
}

/** Changes the fields that are given and leaves the others. `archived` archives or brings back. */
export function updateAccount(call: Call, account: Row): Row {
  const problems = new Problems()
  const fields = readAccount(call, account, problems)
  const { archived } = readFields(call.params, { archived: boolean }, call.state, problems)
  for (const name of ['name', 'domain']) if (name in fields && isBlank(fields[name])) problems.add(name, 'is required')
  problems.throwIfAny()
  keepTags(call.state, fields.tags)
  if (archived === true) fields.archived_at = account.archived_at ?? call.now
  if (archived === false) fields.archived_at = null
  const changed = call.state.put('accounts', {
    ...withFields(account, fields),
    id: account.id,
    updated_at: call.now,
  })
  if (fields.do_not_contact === true)
    for (const person of call.state.table('people').find('account_id', account.id)) leaveCadences(call, person.id)
  return changed
}

function readAccount(call: Call, account: Row | undefined, problems: Problems): JsonObject {
  const fields = readFields(call.params, accountFields, call.state, problems)
  checkCrmId(fields, crmRules, call, problems)
  if (typeof fields.domain === 'string' && !isBlank(fields.domain)) {
    const domain = fields.domain.trim().toLowerCase()
    const owner = call.state.table('accounts').find('domain', domain)[0]
    if (!bareDomain.test(domain)) problems.add('domain', 'must be a bare domain such as example.com')
    else if (owner && owner.id !== account?.id) problems.add('domain', 'has already been taken')
    fields.domain = domain
  }
  return fields
}
