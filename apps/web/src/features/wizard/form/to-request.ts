import { isJsonObject, JsonError, type JsonObject, type JsonValue, parse } from '@sluice/json'
import { parseHeaders } from '@sluice/request-builder'
import type {
  AdvancedBatch,
  AdvancedRequest,
  FieldMapping,
  Problem,
  RequestConfig,
  TemplateRequest,
} from '@sluice/schema'
import type { AdvancedForm, MappingRow, TemplateForm, WizardForm } from './wizard-form.ts'

export type FormRequest = { ok: true; request: RequestConfig } | { ok: false; problems: Problem[] }

/** The request configuration that the form stands for, or why it stands for none; the builder judges the rest. */
export function toRequest(form: Pick<WizardForm, 'mode' | 'template' | 'advanced'>): FormRequest {
  return form.mode === 'template' ? toTemplate(form.template) : toAdvancedRequest(form.advanced)
}

function toTemplate({ batchSize, fields, ...template }: TemplateForm): FormRequest {
  if (template.template === '')
    return failed({ code: 'template_missing', path: 'template', message: 'Choose an endpoint.' })
  const request: TemplateRequest = {
    mode: 'template',
    ...template,
    fields: fields?.map(toMapping) ?? null,
    batch: batchSize === null ? null : { size: batchSize },
  }
  return { ok: true, request }
}

/** A fixed value that isn't JSON is meant as text. */
function toMapping(row: MappingRow): FieldMapping {
  if (row.from !== 'value') return row
  const { json, ...rest } = row
  return { ...rest, value: readValue(json) }
}

function readValue(json: string): JsonValue {
  try {
    return parse(json)
  } catch {
    return json
  }
}

function toAdvancedRequest({ headersText, headers, batch: batchForm, ...advanced }: AdvancedForm): FormRequest {
  const text = parseHeaders(headersText)
  const batch = batchForm.isOn ? toBatch(batchForm) : { ok: true as const, batch: null }
  if (!text.ok || !batch.ok)
    return failed(
      ...(text.ok ? [] : text.problems.map((problem) => ({ ...problem, path: 'headers' }))),
      ...(batch.ok ? [] : batch.problems),
    )
  const given = headers.filter(({ name, value }) => name !== '' || value !== '')
  const request: AdvancedRequest = { mode: 'advanced', ...advanced, headers: given, batch: batch.batch }
  return { ok: true, request }
}

function toBatch({
  size,
  grouping,
  key,
  constants,
}: AdvancedForm['batch']): { ok: true; batch: AdvancedBatch } | { ok: false; problems: Problem[] } {
  const read = readConstants(grouping === 'array-under-key-with-constants' ? constants : '{}')
  if (size === null || !read.ok)
    return {
      ok: false,
      problems: [
        ...(size === null ? [{ code: 'batch_size_missing', path: 'batch.size', message: 'Give a batch size.' }] : []),
        ...(read.ok ? [] : [read.problem]),
      ],
    }
  switch (grouping) {
    case 'array':
      return { ok: true, batch: { size, grouping } }
    case 'array-under-key':
      return { ok: true, batch: { size, grouping, key } }
    case 'array-under-key-with-constants':
      return { ok: true, batch: { size, grouping, key, constants: read.constants } }
    default:
      return grouping satisfies never
  }
}

/** Reads the constants' JSON text: one object, digits kept. */
function readConstants(text: string): { ok: true; constants: JsonObject } | { ok: false; problem: Problem } {
  const problem = { code: 'constants_invalid', path: 'batch.constants' }
  try {
    const value = parse(text.trim() === '' ? '{}' : text)
    if (isJsonObject(value)) return { ok: true, constants: value }
    return {
      ok: false,
      problem: { ...problem, message: 'Constants are one JSON object, such as {"source": "sluice"}.' },
    }
  } catch (error) {
    if (!(error instanceof JsonError)) throw error
    return { ok: false, problem: { ...problem, at: error.at, message: `The constants aren’t JSON: ${error.message}` } }
  }
}

const failed = (...problems: Problem[]): FormRequest => ({ ok: false, problems })
