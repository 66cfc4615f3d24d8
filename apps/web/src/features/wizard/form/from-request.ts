import { print, printPretty } from '@sluice/json'
import { printHeaders } from '@sluice/request-builder'
import type { AdvancedRequest, FieldMapping, TemplateRequest } from '@sluice/schema'
import { newBatch } from './new-form.ts'
import type { AdvancedForm, MappingRow, TemplateForm } from './wizard-form.ts'

/** A stored template request as the form edits it. */
export function templateForm({ mode: _, batch, fields, ...request }: TemplateRequest): TemplateForm {
  return { ...request, fields: fields?.map(mappingRow) ?? null, batchSize: batch?.size ?? null }
}

function mappingRow(row: FieldMapping): MappingRow {
  if (row.from !== 'value') return row
  const { value, ...rest } = row
  return { ...rest, json: print(value) }
}

/** A stored Advanced request as the form edits it. */
export function advancedForm({ mode: _, batch, ...request }: AdvancedRequest): AdvancedForm {
  return { ...request, headersText: printHeaders(request.headers), batch: batch ? batchForm(batch) : newBatch }
}

function batchForm(batch: NonNullable<AdvancedRequest['batch']>): AdvancedForm['batch'] {
  const { size, grouping } = batch
  const key = batch.grouping === 'array' ? newBatch.key : batch.key
  const constants = batch.grouping === 'array-under-key-with-constants' ? batch.constants : {}
  return {
    isOn: true,
    size,
    grouping,
    key,
    constants: Object.keys(constants).length > 0 ? printPretty(constants) : print(constants),
  }
}
