/** A connector describes a target API as plain data: it survives JSON, holds no code and no secret. */
export type Connector = {
  id: string
  name: string
  /** Two letters for its tile. */
  mark: string
  summary: string
  baseUrl: string
  /** Where an Advanced URL begins, after the base URL. */
  apiPrefix: string
  referenceUrl: string
  auth: {
    kinds: readonly ('api_key' | 'oauth')[]
    /** Where to get a key, for people. */
    keyHelp: string
    check: { userPath: string; teamPath: string }
  }
  /** Methods that the API has, and what each is for. */
  methods: readonly { method: string; help: string }[]
  /** Methods offered though the API lists no call with them, and why that matters. */
  otherMethods: readonly { method: string; help: string }[]
  contentFormats: readonly { format: 'json' | 'xml' | 'form'; isAccepted: boolean; help: string }[]
  budget: { pointsPerMinute: number; costHeader: string; remainingHeader: string; scope: 'team' }
  /** Calls that can't be undone, whoever makes them (R1): paths as patterns with `{name}` for one segment. */
  irreversible: readonly { method: string; path: string; says: string }[]
  /** Calls that can't be undone when a body field's value matches: `pattern` is a regular expression's source, tried on the value in lower case. */
  irreversibleWhen?: readonly { method: string; path: string; field: string; pattern: string; says: string }[]
  templates: readonly Template[]
  /** Pickers through a credential, by kind. */
  lookups: readonly Lookup[]
  /** Finding what an earlier request may have made, by natural key. */
  keyLookups: readonly KeyLookup[]
  /** What to do about errors that any template may meet; a template's own comes first. */
  advice?: readonly Advice[]
}

/** One endpoint, ready-made. What a template needs that this can't say becomes a field here, handled once in the builder. */
export type Template = {
  id: string
  title: string
  /** Heading in the pull-down. */
  group: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** With `{param}` for each parameter. */
  path: string
  /** One sentence: what one call does. */
  summary: string
  /** Paragraphs of help, plain text. */
  help: readonly string[]
  referenceUrl: string
  params: readonly TemplateParam[]
  options: readonly TemplateOption[]
  fields: readonly TemplateField[]
  /** At least one field of each of these groups must have a value. */
  oneOf: readonly (readonly string[])[]
  /** Any attribute is a known, untyped field (job data). */
  takesAnyField: boolean
  /** What the credential must be allowed to do, by the API's own names; for advice on a refusal. */
  scopes?: readonly string[]
  /** Pickers, beside those of its fields, that help to look before this call is made. */
  lookups?: readonly string[]
  /** Attribute names that people use for a field of another name. */
  hints: readonly { attribute: string; field?: string; says: string }[]
  /** Set where one call takes many records: under which key, and how many at most. */
  list: { key: string; most: number } | null
  /** What may be done with a request that got no answer. */
  repeat: Repeat
  /** Fields that name the thing written, or the option whose value names the field; compared in lower case where listed. */
  naturalKey:
    | { fields: readonly string[]; lowerCase: readonly string[] }
    | { option: string; lowerCase: readonly string[] }
    | null
  /** Where the answer holds the id (`data.account.id`); null where there is none. */
  idAt: string | null
  /** Where a batch's answer holds one result for each record; null where items can't be told apart. */
  itemsAt: string | null
  /**
   * How what one call has made is removed again: DELETE on this path with the answer's `{id}`. `when`: only if the
   * answer says so, the value at a dotted path being this text.
   */
  undo?: { path: string; when?: { at: string; is: string } }
  /** Set where a call can't be undone: what is lost, line by line. */
  irreversible: { says: string; losses: readonly string[] } | null
  warnings: readonly { tone: 'red' | 'amber' | 'blue'; title: string; text: string }[]
  /** Better ways for a common wish: another template, or a call to make in Advanced mode. */
  pointers: readonly { text: string; template?: string; advanced?: { method: string; path: string } }[]
  /** What to do about errors that are known for this call, the first that fits. */
  advice?: readonly Advice[]
}

/**
 * What to do about a cause of errors. It fits when everything in `when` holds: the records' outcome, the answer's
 * status, a stable code of the outcome or of one of its problems, a field that answer or problem names, and a pattern (a
 * regular expression's source) found in the reason in lower case.
 */
export type Advice = {
  when: {
    outcome?: 'rejected' | 'invalid' | 'unknown'
    status?: number
    code?: string
    field?: string
    pattern?: string
  }
  says: string
}

export type Repeat = 'safe' | 'never' | { lookup: string }

/** A typed or mapped id in the path. */
export type TemplateParam = { key: string; label: string; type: 'integer'; help: string; lookup?: string }

/** A choice that becomes a body field of its key. */
export type TemplateOption = {
  key: string
  label: string
  values: readonly { value: string; label: string; help: string }[]
  default: string
  help: string
  requiresField: boolean
}

export type FieldType =
  | 'string'
  | 'integer'
  | 'boolean'
  | 'date-time'
  | 'object'
  | 'string[]'
  | 'integer[]'
  | 'object[]'

export type TemplateField = {
  key: string
  label: string
  type: FieldType
  in: 'body' | 'query'
  /** `advised`: the reference lists it as required, but a partial update may do without. */
  presence: 'required' | 'advised' | 'optional'
  help: string
  /** Shown first. */
  isCommon?: boolean
  enum?: readonly string[]
  /** A regular expression's source, anchored, and what it asks for in words. */
  pattern?: { source: string; says: string }
  /** Required when this other field has a value. */
  requiredBeside?: string
  suggestions?: readonly string[]
  example?: string
  lookup?: string
}

/** A list call behind a picker. Values of `labelAt` and `detailAt` are read from each item, joined by a blank. */
export type Lookup = {
  kind: string
  label: string
  path: string
  /** Query that is always given. */
  query: readonly (readonly [string, string])[]
  /** Query parameter that takes the search text; without one, the list is filtered here. */
  searchParam: string | null
  labelAt: readonly string[]
  detailAt: readonly string[]
  /** Where an item holds what is sent; `id` unless given. */
  valueAt?: string
  /** What the search text must be, where the API takes exact values only. */
  searchHelp?: string
  /** How the list is paged: by `page` and `per_page` unless given, by `id[gt]` of the last item, or not at all. */
  paging?: 'page' | 'after-id' | 'none'
}

/** How to find a thing by its natural key: one query parameter for each part of the key. */
export type KeyLookup = { id: string; path: string; params: readonly string[]; idAt: string; createdAt: string }
