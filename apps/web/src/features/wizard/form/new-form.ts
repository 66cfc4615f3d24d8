import type { Connector } from '@sluice/schema'
import type { AdvancedForm, TemplateForm, WizardForm } from './wizard-form.ts'

const longestName = 120
/** What the guide gives as the batch size unless changed. */
const usualBatchSize = 100

/** A template with nothing set yet. */
export const newTemplate = (template: string): TemplateForm => ({
  template,
  params: {},
  options: {},
  fields: null,
  excludeAttributes: [],
  sendInvalid: false,
  batchSize: null,
})

/** Advanced settings with nothing set yet; the URL begins with the base URL and the API's prefix. */
export const newAdvanced = (connector: Connector, baseUrl: string): AdvancedForm => ({
  method: connector.methods[0]?.method ?? 'POST',
  contentFormat: 'json',
  url: `${baseUrl.replace(/\/+$/, '')}${connector.apiPrefix}`,
  headersText: '',
  headers: [],
  excludeAttributes: [],
  batch: newBatch,
})

export const newBatch: AdvancedForm['batch'] = {
  isOn: false,
  size: usualBatchSize,
  grouping: 'array-under-key',
  key: 'data',
  constants: '{}',
}

/** The form of a new destination. */
export function newForm(connector: Connector, baseUrl: string, nexsetName: string): WizardForm {
  const suffix = ` to ${connector.name}`
  return {
    name: `${nexsetName.slice(0, longestName - suffix.length)}${suffix}`,
    mode: 'template',
    template: newTemplate(''),
    advanced: newAdvanced(connector, baseUrl),
    responseWebhook: false,
    repeat: null,
    maxRejectedShare: 50,
  }
}
