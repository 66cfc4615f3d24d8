import type { Advice } from '@sluice/schema'

/** The answer when another account has the domain. */
export const takenDomain = {
  outcome: 'rejected',
  field: 'domain',
  pattern: 'taken|already exists|not unique',
} as const satisfies Advice['when']

/** What goes wrong with an account’s own fields, whichever call it is. */
export const accountAdvice = [
  {
    when: { field: 'domain', pattern: 'bare domain|https?:|without http' },
    says: 'The domain is a URL or has more than the domain in it. Salesloft takes it bare, as example.com: edit the records as you replay them, or map another attribute first.',
  },
  {
    when: { field: 'owner_id', pattern: 'required|blank|needs|empty' },
    says: 'These records have no owner. Map owner_id to an attribute that holds the user’s Salesloft id, or to one fixed user, then replay them.',
  },
  {
    when: { field: 'owner_id' },
    says: 'The owner isn’t a user of this team. owner_id takes the user’s Salesloft id, a whole number, not a name or an e-mail address.',
  },
  {
    when: { field: 'company_stage_id' },
    says: 'company_stage_id takes the id of an account stage, a whole number. Look it up in the template’s picker; a stage’s name doesn’t work.',
  },
  {
    when: { field: 'account_tier_id' },
    says: 'account_tier_id takes the id of an account tier, a whole number. Look it up in the template’s picker; a tier’s name doesn’t work.',
  },
  {
    when: { field: 'crm_id' },
    says: 'crm_id is an account’s 18-character Salesforce id; it needs crm_id_type salesforce beside it, and a credential with the scope crm_id_account:write.',
  },
] as const satisfies readonly Advice[]

/** What any call may meet. */
export const advice = [
  {
    when: { status: 403 },
    says: 'The credential may not do this. Give its API key the scope that the template names, or use the key of a user who may.',
  },
  {
    when: { status: 404 },
    says: 'There is nothing with this id, or the credential’s user may not see it. Check where the id comes from.',
  },
  {
    when: { status: 413 },
    says: 'The request is larger than Salesloft takes. Use smaller batches or exclude attributes that aren’t needed, then replay them.',
  },
  {
    when: { code: 'body_too_large' },
    says: 'The record is larger than 5 MB. Exclude attributes that aren’t needed, then replay it.',
  },
  {
    when: { code: 'required_missing' },
    says: 'A field that the call needs is empty. Map another attribute to it, or edit the records as you replay them; those that aren’t wanted, dismiss.',
  },
  {
    when: { code: 'one_of_missing' },
    says: 'The call needs one of several fields, and all are empty. Map an attribute to one of them, or edit the records as you replay them; those that aren’t wanted, dismiss.',
  },
  {
    when: { code: 'type_mismatch' },
    says: 'The values are of another type than the field takes. Set the attribute’s type in the Nexset’s schema or map another attribute, then replay them; or edit them as you replay them.',
  },
  {
    when: { code: 'enum_mismatch' },
    says: 'The field takes a few fixed values only. Map an attribute that holds one of them, or a fixed value, then replay them.',
  },
  {
    when: { code: 'pattern_mismatch' },
    says: 'The values don’t look as the field asks. Edit the records as you replay them, or map another attribute first.',
  },
  {
    when: { code: 'macro_unresolved' },
    says: 'An attribute that the URL or a header is made with is empty in these records. Edit them as you replay them, or dismiss them.',
  },
  {
    when: { code: 'macro_unsafe' },
    says: 'A value would change the address of the request, so it is never sent. Edit the record as you replay it.',
  },
  {
    when: { code: 'internal_error' },
    says: 'Something went wrong in Sluice itself. Its log tells what, under the reference that the reason names.',
  },
  {
    when: { outcome: 'unknown' },
    says: 'No clear answer came, so these may have been applied. Look a few of them up in Salesloft: replay those that aren’t there, dismiss those that are.',
  },
  {
    when: { outcome: 'rejected', pattern: 'is required|can.t be blank' },
    says: 'Salesloft needs a field that is empty. Map an attribute or a fixed value to it, or edit the records as you replay them.',
  },
] as const satisfies readonly Advice[]
