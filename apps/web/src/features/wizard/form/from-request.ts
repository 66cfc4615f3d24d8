import { print, printPretty } from '@sluice/json'
import { printHeaders } from '@sluice/request-builder'
import type { AdvancedRequest, TemplateRequest } from '@sluice/schema'
import { newBatch } from './new-form.ts'
import type { AdvancedForm, TemplateForm } from './wizard-form.ts'

/** A stored template request as the form edits it. */
export function templateForm({ mode: _, batch, ...request }: TemplateRequest): TemplateForm {
  return { ...request, batchSize: batch?.size ?? null }
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
