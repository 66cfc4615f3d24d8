import type { JsonObject, JsonValue } from '@sluice/json'
import { z } from 'zod'

const jsonValue = z.custom<JsonValue>((value) => value !== undefined)
const jsonObject = z.custom<JsonObject>((value) => typeof value === 'object' && value !== null && !Array.isArray(value))

/** A request header as configured; macros work in its value. */
export const Header = z.strictObject({ name: z.string(), value: z.string() })
export type Header = z.infer<typeof Header>

/** Where a template's parameter comes from: typed, or an attribute of each record. */
export const ParamSource = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('value'), value: z.string() }),
  z.strictObject({ from: z.literal('attribute'), attribute: z.string() }),
])
export type ParamSource = z.infer<typeof ParamSource>

/** What becomes of a mapped field without a value (absent, null or blank): left out, sent as null, or the record is refused. */
export const WhenEmpty = z.enum(['omit', 'null', 'reject'])
export type WhenEmpty = z.infer<typeof WhenEmpty>

/** One row of a mapping: a field of the template and what fills it. */
export const FieldMapping = z.discriminatedUnion('from', [
  z.strictObject({ field: z.string(), from: z.literal('attribute'), attribute: z.string(), whenEmpty: WhenEmpty }),
  z.strictObject({ field: z.string(), from: z.literal('value'), value: jsonValue, whenEmpty: WhenEmpty }),
  z.strictObject({ field: z.string(), from: z.literal('text'), text: z.string(), whenEmpty: WhenEmpty }),
])
export type FieldMapping = z.infer<typeof FieldMapping>

/** How Advanced mode groups a batch's records in one body. */
export const Grouping = z.enum(['array', 'array-under-key', 'array-under-key-with-constants'])
export type Grouping = z.infer<typeof Grouping>

/** `size` is the most records in one call; ranges are the request builder's to check. */
export const AdvancedBatch = z.discriminatedUnion('grouping', [
  z.strictObject({ size: z.number(), grouping: z.literal('array') }),
  z.strictObject({ size: z.number(), grouping: z.literal('array-under-key'), key: z.string() }),
  z.strictObject({
    size: z.number(),
    grouping: z.literal('array-under-key-with-constants'),
    key: z.string(),
    constants: jsonObject,
  }),
])
export type AdvancedBatch = z.infer<typeof AdvancedBatch>

export const ContentFormat = z.enum(['json', 'xml', 'form'])
export type ContentFormat = z.infer<typeof ContentFormat>

/** A request made from one of the connector's templates. */
export const TemplateRequest = z.strictObject({
  mode: z.literal('template'),
  template: z.string(),
  params: z.record(z.string(), ParamSource).default({}),
  options: z.record(z.string(), z.string()).default({}),
  fields: z.array(FieldMapping).nullable().default(null),
  excludeAttributes: z.array(z.string()).default([]),
  sendInvalid: z.boolean().default(false),
  batch: z.strictObject({ size: z.number() }).nullable().default(null),
})
export type TemplateRequest = z.infer<typeof TemplateRequest>

/** A request configured by hand. */
export const AdvancedRequest = z.strictObject({
  mode: z.literal('advanced'),
  method: z.string(),
  contentFormat: ContentFormat,
  url: z.string(),
  headers: z.array(Header).default([]),
  excludeAttributes: z.array(z.string()).default([]),
  batch: AdvancedBatch.nullable().default(null),
})
export type AdvancedRequest = z.infer<typeof AdvancedRequest>

/**
 * A destination's request configuration, as stored and as the API takes it. The schema fixes the shape; whether its
 * values make a request is for the request builder's `compile`, which names every problem. What is null, empty or
 * false may be left out.
 */
export const RequestConfig = z.discriminatedUnion('mode', [TemplateRequest, AdvancedRequest])
export type RequestConfig = z.infer<typeof RequestConfig>
export type RequestConfigInput = z.input<typeof RequestConfig>
export type TemplateRequestInput = z.input<typeof TemplateRequest>
export type AdvancedRequestInput = z.input<typeof AdvancedRequest>
