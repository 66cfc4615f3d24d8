import { useFormContext } from 'react-hook-form'
import type { WizardForm } from '../form/wizard-form.ts'

/** The form of the step Configure. */
export const useWizardForm = () => useFormContext<WizardForm>()

/** Changes made by a control: they count as the user's. */
export const byUser = { shouldDirty: true } as const
