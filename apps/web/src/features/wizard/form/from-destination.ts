import type { Connector, Destination } from '@sluice/schema'
import { advancedForm, templateForm } from './from-request.ts'
import { newAdvanced, newTemplate } from './new-form.ts'
import type { WizardForm } from './wizard-form.ts'

/** A destination as the form edits it; the mode that it doesn't use begins empty. */
export function fromDestination(destination: Destination, connector: Connector, baseUrl: string): WizardForm {
  const { name, request, responseWebhook, settings } = destination
  const isTemplate = request.mode === 'template'
  return {
    name,
    mode: request.mode,
    template: isTemplate ? templateForm(request) : newTemplate(''),
    advanced: isTemplate ? newAdvanced(connector, baseUrl) : advancedForm(request),
    responseWebhook,
    ...settings,
  }
}
