import { Checkbox } from '@mantine/core'
import { useController, useWatch } from 'react-hook-form'
import { DataText } from '../../../components/data-text.tsx'
import type { WizardForm } from '../form/wizard-form.ts'
import classes from './configure.module.css'

/** Whether each call's answer becomes a record of a Nexset of its own. */
export function ResponseWebhook({ isWithHeading = false }: { isWithHeading?: boolean }) {
  const { field } = useController<WizardForm, 'responseWebhook'>({ name: 'responseWebhook' })
  const name = useWatch<WizardForm, 'name'>({ name: 'name' })
  return (
    <>
      {isWithHeading && (
        <h2 className={classes.heading}>
          Response Webhook <span className={classes.optional}>(optional)</span>
        </h2>
      )}
      <Checkbox
        label="Would you like to process the API response as a Webhook source?"
        description={
          <>
            Each call’s answer becomes a record{field.value ? ' of the Nexset ' : ' of a new Nexset'}
            {field.value && (
              <strong>
                <DataText>{`${name.trim() === '' ? 'This destination' : name.trim()} responses`}</DataText>
              </strong>
            )}
            , with created ids and validation errors.
          </>
        }
        checked={field.value}
        onChange={(event) => field.onChange(event.currentTarget.checked)}
      />
    </>
  )
}
