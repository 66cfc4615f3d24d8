import type { Connector, Destination } from '@sluice/schema'
import { fromDestination } from '../form/from-destination.ts'
import { newForm } from '../form/new-form.ts'
import type { WizardForm } from '../form/wizard-form.ts'

/** What Configure begins with when there is no draft: a destination as it is, or the form of a new one. */
export const initialForm = (
  connector: Connector,
  baseUrl: string,
  nexsetName: string,
  destination: Destination | undefined,
): WizardForm =>
  destination ? fromDestination(destination, connector, baseUrl) : newForm(connector, baseUrl, nexsetName)
