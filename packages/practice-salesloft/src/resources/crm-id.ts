import { forbidden, type Problems } from '../api/api-error.ts'
import { isBlank } from '../api/fields.ts'
import type { Call } from '../api/route.ts'
import type { JsonObject } from '../store/json.ts'

export type CrmRules = { scopes: readonly string[]; prefixes: readonly string[]; objects: string }

/** Checks a Salesforce id: its scope, its type beside it, its length and the kind of object it stands for. */
export function checkCrmId(fields: JsonObject, rules: CrmRules, call: Call, problems: Problems): void {
  if (isBlank(fields.crm_id)) return
  if (!call.scopes.includes('*') && !rules.scopes.some((scope) => call.scopes.includes(scope)))
    throw forbidden(`Writing crm_id needs the scope ${rules.scopes[0]}`)
  if (isBlank(fields.crm_id_type) && problems.errors.crm_id_type === undefined)
    problems.add('crm_id_type', 'is required with crm_id')
  const { crm_id } = fields
  if (typeof crm_id !== 'string') return
  if (!/^[0-9A-Za-z]{18}$/.test(crm_id)) problems.add('crm_id', 'must be an 18-character Salesforce id')
  else if (!rules.prefixes.some((prefix) => crm_id.startsWith(prefix)))
    problems.add('crm_id', `must be the id of a Salesforce ${rules.objects}`)
}
