import type { JsonValue } from '@sluice/json'
import type { ContentFormat, FieldType } from '@sluice/schema'
import type { AttributePath } from './attribute-path.ts'
import type { TextPiece } from './text-plan.ts'

/**
 * All that a configuration fixes about its requests, worked out once. Templates and Advanced settings both end here.
 * It holds no secret; `build` never alters it, so that it can be used any number of times. Its inside is the
 * builder's own affair.
 */
export type RequestPlan = {
  method: string
  url: UrlPlan
  headers: readonly HeaderPlan[]
  /** Null: requests carry no body. */
  format: ContentFormat | null
  exclusions: readonly AttributePath[]
  /** Null: nothing is known about the record's fields. */
  template: TemplatePlan | null
  /** Set on each record, over a key of the same name in its place, new ones at the end. */
  constants: readonly Constant[]
  batch: BatchPlan | null
}

/** `printed` is key and value as JSON. */
export type Constant = { key: string; value: JsonValue; printed: string }

/** `open` and `close` enclose the records; `bytes` is their length together. */
export type BatchPlan = { size: number; open: string; close: string; bytes: number }

/** A URL as it goes out, cut at its macros. */
export type UrlPlan = {
  pieces: readonly UrlPiece[]
  origin: string
  /** Number of its path's segments, and names in its query, which no record may change. */
  segments: number
  queryNames: string
  /** Its place in the configuration. */
  path: string
}

/** Literal text, or an attribute's value. An id must look like one. `path` leads into the configuration. */
export type UrlPiece = string | { attribute: AttributePath; isId: boolean; path: string }

/** `value` is a text, or pieces where it has macros. */
export type HeaderPlan = { name: string; value: string | readonly TextPiece[]; path: string }

export type TemplatePlan = {
  fields: ReadonlyMap<string, FieldPlan>
  /** Fields to look at even where a record hasn't got them. */
  needed: readonly FieldPlan[]
  query: readonly FieldPlan[]
  oneOf: readonly (readonly string[])[]
  takesAnyField: boolean
  /** Known beside the fields. */
  options: ReadonlySet<string>
  /** By attribute: what may be meant. */
  hints: ReadonlyMap<string, string>
  mapping: readonly MappedField[] | null
  /** Whether the mapped fields' names, as keys of an object, would stay in order. */
  mappingKeepsOrder: boolean
  naturalKey: readonly { field: string; isLowerCase: boolean }[]
  sendInvalid: boolean
  /** No body when no field is left for it. */
  mayBeWithoutBody: boolean
}

export type FieldPlan = {
  key: string
  type: FieldType
  isQuery: boolean
  presence: 'required' | 'advised' | 'optional'
  /** Required when this other field has a value. */
  requiredBeside: string | null
  enum: readonly string[] | null
  pattern: RegExp | null
  patternSays: string
}

/** A field of the body or query that a mapping fills: from one source, or, as an object, key by key. */
export type MappedField =
  | { kind: 'value'; key: string; field: FieldPlan | null; source: MappingSource }
  | { kind: 'object'; key: string; field: FieldPlan | null; entries: MappedEntry[]; keepsOrder: boolean }

type MappedEntry = { key: string; source: MappingSource }

export type MappingSource = {
  /** The field as the mapping names it, and its place in the configuration. */
  name: string
  path: string
  whenEmpty: 'omit' | 'null' | 'reject'
  from:
    | { kind: 'attribute'; attribute: AttributePath }
    | { kind: 'value'; value: JsonValue }
    | { kind: 'text'; pieces: readonly TextPiece[] }
}
