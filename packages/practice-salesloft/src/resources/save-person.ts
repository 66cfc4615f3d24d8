import { Problems } from '../api/api-error.ts'
import { isBlank, readFields, withFields } from '../api/fields.ts'
import type { Call } from '../api/route.ts'
import { type JsonObject, textOf } from '../store/json.ts'
import type { Row } from '../store/table.ts'
import { emailKey, phoneKey } from '../store/tables.ts'
import { checkCrmId } from './crm-id.ts'
import { leaveCadences } from './leave-cadences.ts'
import { personFields } from './person-fields.ts'
import { keepTags } from './tags.ts'

const crmRules = {
  scopes: ['crm_id_person:write', 'person:set_crm_id'],
  prefixes: ['00Q', '003'],
  objects: 'Lead or Contact',
}

const emailFields = ['email_address', 'secondary_email_address', 'personal_email_address']
const emailPattern = /^[^\s@<>]+@[^\s@<>]+$/

/** Makes a person of the parameters. Throws a 422 that names every field that is wrong. */
export function createPerson(call: Call): Row {
  const problems = new Problems()
  const fields = readPerson(call, problems)
  checkIdentity(call, fields, undefined, problems)
  problems.throwIfAny()
  keepTags(call.state, fields.tags)
  const { owner_id = call.user.id, ...others } = fields
  return call.state.insert('people', {
    ...withFields({}, { ...others, owner_id }),
    created_at: call.now,
    updated_at: call.now,
  })
}

/** Changes the fields that are given and leaves the others. */
export function updatePerson(call: Call, person: Row): Row {
  const problems = new Problems()
  const fields = readPerson(call, problems)
  const changed = withFields(person, fields)
  checkIdentity(call, changed, person, problems)
  problems.throwIfAny()
  keepTags(call.state, fields.tags)
  const row = call.state.put('people', { ...changed, id: person.id, updated_at: call.now })
  if (fields.do_not_contact === true) leaveCadences(call, person.id)
  return row
}

function readPerson(call: Call, problems: Problems): JsonObject {
  const fields = readFields(call.params, personFields, call.state, problems)
  checkCrmId(fields, crmRules, call, problems)
  for (const name of emailFields) {
    const address = textOf(fields[name])
    if (address === undefined) continue
    fields[name] = address.trim() === '' ? null : address.trim()
    if (address.trim() !== '' && !emailPattern.test(address.trim())) problems.add(name, 'is not an e-mail address')
  }
  return fields
}

/** An e-mail address, or phone and last name: whichever there is must be the only one on the team. */
function checkIdentity(call: Call, fields: JsonObject, person: Row | undefined, problems: Problems): void {
  const people = call.state.table('people')
  const isOther = (row: Row) => row.id !== person?.id
  const [email, phone, lastName] = [textOf(fields.email_address), textOf(fields.phone), textOf(fields.last_name)]
  if (email !== undefined) {
    if (people.find('email', emailKey(email)).some(isOther)) problems.add('email_address', 'is already taken')
  } else if (isBlank(phone) || isBlank(lastName)) {
    if (problems.errors.email_address === undefined)
      problems.add('email_address', 'is required, unless phone and last_name are given')
  } else if (people.find('phone', phoneKey(phone ?? '', lastName ?? '')).some(isOther)) {
    problems.add('phone', 'is already taken together with this last_name')
  }
}
