import { boolean, type Fields, object, oneOf, refersTo, text, texts } from '../api/fields.ts'

/** The fields of an account that can be written. */
export const accountFields: Fields = {
  name: text,
  domain: text,
  conversational_name: text,
  description: text,
  phone: text,
  website: text,
  linkedin_url: text,
  twitter_handle: text,
  street: text,
  city: text,
  state: text,
  postal_code: text,
  country: text,
  locale: text,
  industry: text,
  company_type: text,
  founded: text,
  revenue_range: text,
  size: text,
  do_not_contact: boolean,
  custom_fields: object,
  tags: texts,
  owner_id: refersTo('users'),
  company_stage_id: refersTo('account_stages'),
  account_tier_id: refersTo('account_tiers'),
  crm_id_type: oneOf('salesforce'),
  crm_id: text,
}

/** Those that are shown as they are written. */
export const shownAccountFields = Object.entries(accountFields)
  .filter(([name, { kind }]) => kind === 'text' && !['crm_id_type', 'crm_id'].includes(name))
  .map(([name]) => name)
