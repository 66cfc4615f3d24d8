import { ContentFormat, Grouping, Header, ParamSource, WhenEmpty } from '@sluice/schema'
import { z } from 'zod'

/** A row of a mapping as edited: a fixed value is JSON text, so that it keeps its digits. */
const MappingRow = z.discriminatedUnion('from', [
  z.object({ field: z.string(), from: z.literal('attribute'), attribute: z.string(), whenEmpty: WhenEmpty }),
  z.object({ field: z.string(), from: z.literal('value'), json: z.string(), whenEmpty: WhenEmpty }),
  z.object({ field: z.string(), from: z.literal('text'), text: z.string(), whenEmpty: WhenEmpty }),
])
export type MappingRow = z.infer<typeof MappingRow>

/** Template mode as edited: `template` is empty until one is chosen, a batch size null while its field is. */
const TemplateForm = z.object({
  template: z.string(),
  params: z.record(z.string(), ParamSource),
  options: z.record(z.string(), z.string()),
  fields: z.array(MappingRow).nullable(),
  excludeAttributes: z.array(z.string()),
  sendInvalid: z.boolean(),
  batchSize: z.number().nullable(),
})
export type TemplateForm = z.infer<typeof TemplateForm>

/** Record batching as edited; `constants` is JSON text, kept while batching is off. */
const BatchForm = z.object({
  isOn: z.boolean(),
  size: z.number().nullable(),
  grouping: Grouping,
  key: z.string(),
  constants: z.string(),
})

/** Advanced mode as edited. `headersText` and `headers` say the same, but while the text can't be read. */
const AdvancedForm = z.object({
  method: z.string(),
  contentFormat: ContentFormat,
  url: z.string(),
  headersText: z.string(),
  headers: z.array(Header),
  excludeAttributes: z.array(z.string()),
  batch: BatchForm,
})
export type AdvancedForm = z.infer<typeof AdvancedForm>

/** All that the step Configure edits. Both modes are kept, so that a look at the other tab loses nothing. */
export const WizardForm = z.object({
  name: z.string(),
  mode: z.enum(['template', 'advanced']),
  template: TemplateForm,
  advanced: AdvancedForm,
  responseWebhook: z.boolean(),
  repeat: z.enum(['again', 'leave']).nullable(),
  maxRejectedShare: z.number(),
})
export type WizardForm = z.infer<typeof WizardForm>
