import type { Template } from '@sluice/schema'
import { newTemplate } from './new-form.ts'
import type { MappingRow, TemplateForm } from './wizard-form.ts'

/**
 * The form after another template was chosen, with what fits of the former: parameters of the same key, options that
 * the new one has with that value, a mapping's rows for fields that it knows, exclusions, and the batch where it takes
 * lists. A parameter that the new template lacks but takes as a body field or under another key isn't guessed.
 */
export function switchTemplate(former: TemplateForm, template: Template): TemplateForm {
  const params = Object.entries(former.params).filter(([key]) => template.params.some((param) => param.key === key))
  const options = Object.entries(former.options).filter(([key, value]) => hasOption(template, key, value))
  const fields = former.fields?.filter((row) => hasField(template, row)) ?? []
  const most = template.list?.most ?? 0
  return {
    ...newTemplate(template.id),
    params: Object.fromEntries(params),
    options: Object.fromEntries(options),
    fields: fields.length > 0 ? fields : null,
    excludeAttributes: former.excludeAttributes,
    sendInvalid: former.sendInvalid,
    batchSize: former.batchSize !== null && most > 0 ? Math.min(former.batchSize, most) : null,
  }
}

const hasOption = (template: Template, key: string, value: string) =>
  template.options.some((option) => option.key === key && option.values.some((choice) => choice.value === value))

const hasField = (template: Template, row: MappingRow) => {
  const key = row.field.split('.')[0]
  return template.takesAnyField || template.fields.some((field) => field.key === key || field.key === row.field)
}
