import { boolean, type Fields, integer, object, oneOf, refersTo, text, texts } from '../api/fields.ts'

/** The fields of a person that can be written. */
export const personFields: Fields = {
  email_address: text,
  secondary_email_address: text,
  personal_email_address: text,
  first_name: text,
  last_name: text,
  phone: text,
  phone_extension: text,
  mobile_phone: text,
  home_phone: text,
  linkedin_url: text,
  title: text,
  city: text,
  state: text,
  country: text,
  work_city: text,
  work_state: text,
  work_country: text,
  person_company_name: text,
  person_company_website: text,
  person_company_industry: text,
  locale: text,
  personal_website: text,
  twitter_handle: text,
  job_seniority: oneOf('director', 'executive', 'individual_contributor', 'manager', 'vice_president', 'unknown'),
  do_not_contact: boolean,
  eu_resident: boolean,
  tags: texts,
  contact_restrictions: { kind: 'texts', oneOf: ['call', 'email', 'message'] },
  custom_fields: object,
  account_id: refersTo('accounts'),
  owner_id: refersTo('users'),
  person_stage_id: refersTo('person_stages'),
  import_id: integer,
  crm_id_type: oneOf('salesforce'),
  crm_id: text,
}

/** Those that are shown as they are written. */
export const shownPersonFields = Object.entries(personFields)
  .filter(([name, { kind }]) => kind === 'text' && !['crm_id_type', 'crm_id'].includes(name))
  .map(([name]) => name)
