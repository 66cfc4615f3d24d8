import type { JsonObject } from '@sluice/json'
import { z } from 'zod'

/** A record's data: any JSON object, digits and key order kept. Checked only for being an object. */
export const RecordData = z
  .custom<JsonObject>((value) => typeof value === 'object' && value !== null && !Array.isArray(value))
  .meta({ description: 'A JSON object' })

/** One record of a Nexset: `seq` counts from 1 without gaps. */
export const SourceRecord = z.object({ seq: z.int(), data: RecordData })
export type SourceRecord = z.infer<typeof SourceRecord>

/** What an attribute's values have in common; `mixed` when nothing. A type never alters a value that it doesn't fit. */
export const AttributeType = z.enum([
  'string',
  'integer',
  'number',
  'boolean',
  'date',
  'date-time',
  'object',
  'array',
  'mixed',
])
export type AttributeType = z.infer<typeof AttributeType>

/** A field of a Nexset's records. */
export const Attribute = z.object({ name: z.string(), type: AttributeType })
export type Attribute = z.infer<typeof Attribute>
