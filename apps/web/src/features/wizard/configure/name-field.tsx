import { TextInput } from '@mantine/core'
import { Name } from '@sluice/schema'
import { useController } from 'react-hook-form'
import type { WizardForm } from '../form/wizard-form.ts'
import classes from './configure.module.css'
import { fieldId } from './field-id.ts'

/** What the destination is called. */
export function NameField() {
  const { field, fieldState } = useController<WizardForm, 'name'>({ name: 'name' })
  const problem = nameProblem(field.value)
  return (
    <div className={classes.name}>
      <label htmlFor={fieldId('name')} className={classes.nameLabel}>
        Name of the destination
      </label>
      <TextInput
        id={fieldId('name')}
        size="sm"
        required
        value={field.value}
        onChange={field.onChange}
        onBlur={field.onBlur}
        error={(fieldState.isDirty || fieldState.isTouched) && problem}
      />
    </div>
  )
}

/** What is wrong with a name; null when nothing is. */
export function nameProblem(name: string): string | null {
  const read = Name.safeParse(name)
  return read.success ? null : (read.error.issues[0]?.message ?? 'This name can’t be used.')
}
