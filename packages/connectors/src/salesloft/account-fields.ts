import type { TemplateField } from '@sluice/schema'

type Presence = TemplateField['presence']

/**
 * The account fields that create, update and upsert share, in the order in which people meet them.
 * `presence` is that of name and domain, the only two that Salesloft's reference marks; `common` are shown first.
 */
export function accountFields(presence: Presence, common: readonly string[]): readonly TemplateField[] {
  const identity = [
    { ...name, presence },
    { ...domain, presence },
  ]
  return [...identity, ...otherFields].map((field) =>
    common.includes(field.key) ? { ...field, isCommon: true } : field,
  )
}

const name: TemplateField = {
  key: 'name',
  label: 'Name',
  type: 'string',
  in: 'body',
  presence: 'optional',
  help: 'The company’s full name, as the team sees it in Salesloft.',
  example: 'Halden Logistics',
}

const domain: TemplateField = {
  key: 'domain',
  label: 'Domain',
  type: 'string',
  in: 'body',
  presence: 'optional',
  help: 'The bare website domain, not a whole address: acme.com, not https://acme.com/about. Unique on the team; Salesloft keeps it in lower case.',
  pattern: {
    source: '^[^\\s/:@?#.]+(\\.[^\\s/:@?#.]+)+$',
    says: 'a bare domain such as acme.com',
  },
  example: 'haldenlogistics.com',
}

const otherFields: readonly TemplateField[] = [
  {
    key: 'crm_id',
    label: 'CRM ID',
    type: 'string',
    in: 'body',
    presence: 'optional',
    help: 'The id of the Salesforce account, in its 18-character form. Needs crm_id_type beside it, and a credential with the scope crm_id_account:write.',
    pattern: {
      source: '^001[A-Za-z0-9]{15}$',
      says: 'the 18-character id of a Salesforce account, which starts with 001',
    },
    example: '0015g00000XyZ12AAB',
  },
  {
    key: 'crm_id_type',
    label: 'CRM ID type',
    type: 'string',
    in: 'body',
    presence: 'optional',
    help: 'The CRM that crm_id comes from. Salesloft knows one value, salesforce, and asks for it whenever crm_id is given.',
    enum: ['salesforce'],
    requiredBeside: 'crm_id',
    example: 'salesforce',
  },
  {
    key: 'owner_id',
    label: 'Owner',
    type: 'integer',
    in: 'body',
    presence: 'optional',
    help: 'The id of the Salesloft user who owns the account: a number, not an e-mail address.',
    lookup: 'users',
    example: '4711',
  },
  {
    key: 'industry',
    label: 'Industry',
    type: 'string',
    in: 'body',
    presence: 'optional',
    help: 'Free text. Keep to one spelling for each industry, or filters in Salesloft will miss some.',
    example: 'Logistics & Supply Chain',
  },
  {
    key: 'company_stage_id',
    label: 'Account stage',
    type: 'integer',
    in: 'body',
    presence: 'optional',
    help: 'The id of one of the team’s account stages. Some guides call this field account_stage_id; Salesloft takes company_stage_id only.',
    lookup: 'account_stages',
    example: '12',
  },
  {
    key: 'account_tier_id',
    label: 'Account tier',
    type: 'integer',
    in: 'body',
    presence: 'optional',
    help: 'The id of one of the team’s account tiers.',
    lookup: 'account_tiers',
    example: '3',
  },
  {
    key: 'conversational_name',
    label: 'Conversational name',
    type: 'string',
    in: 'body',
    presence: 'optional',
    help: 'The short name that people use in speech and that e-mail templates can insert: Halden rather than Halden Logistics GmbH.',
    example: 'Halden',
  },
  text('description', 'Description', 'Free text about the company.', 'Freight and warehousing in the Nordics'),
  text(
    'website',
    'Website',
    'The whole web address. Salesloft matches accounts by domain, never by this.',
    'https://www.haldenlogistics.com',
  ),
  text('phone', 'Phone', 'Digits without formatting, with the country code if there is one.', '+4721000000'),
  text(
    'linkedin_url',
    'LinkedIn URL',
    'The whole address of the company’s LinkedIn page.',
    'https://www.linkedin.com/company/halden',
  ),
  text('twitter_handle', 'Twitter handle', 'With the @ in front.', '@haldenlogistics'),
  text('street', 'Street', 'Street name and number.', 'Storgata 1'),
  text('city', 'City', 'City of the company’s address.', 'Halden'),
  text('state', 'State', 'State or region of the company’s address.', 'Viken'),
  text('postal_code', 'Postal code', 'Sent as text, so leading zeros stay.', '01751'),
  text('country', 'Country', 'Country of the company’s address.', 'Norway'),
  text('locale', 'Locale', 'The account’s time zone by its name, as in America/New_York.', 'Europe/Oslo'),
  text('company_type', 'Company type', 'What kind of company it is; free text.', 'Private'),
  text('founded', 'Founded', 'Year or date of founding. Salesloft keeps it as text.', '1999'),
  text('revenue_range', 'Revenue range', 'Estimated revenue as text, in the wording your team uses.', '$10M-$50M'),
  text('size', 'Size', 'Estimated number of employees. Salesloft keeps it as text, so a range is fine.', '251-500'),
  {
    key: 'tags',
    label: 'Tags',
    type: 'string[]',
    in: 'body',
    presence: 'optional',
    help: 'A list of tag names, as in ["enterprise", "emea"]; a single text is refused.',
    lookup: 'tags',
    example: '["enterprise"]',
  },
  {
    key: 'custom_fields',
    label: 'Custom fields',
    type: 'object',
    in: 'body',
    presence: 'optional',
    help: 'An object whose keys are the names of the team’s account custom fields, upper and lower case as in Salesloft.',
    lookup: 'account_custom_fields',
    example: '{"Tier": "A"}',
  },
  {
    key: 'do_not_contact',
    label: 'Do not contact',
    type: 'boolean',
    in: 'body',
    presence: 'optional',
    help: 'true takes all people of the account off active communication.',
    example: 'false',
  },
]

function text(key: string, label: string, help: string, example: string): TemplateField {
  return { key, label, type: 'string', in: 'body', presence: 'optional', help, example }
}
