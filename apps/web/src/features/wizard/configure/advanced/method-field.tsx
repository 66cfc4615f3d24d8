import { Select } from '@mantine/core'
import { useController } from 'react-hook-form'
import type { WizardForm } from '../../form/wizard-form.ts'
import { useProblemAt } from '../compiled.tsx'
import { fieldId } from '../field-id.ts'
import { useSubject } from '../subject.ts'
import classes from './advanced-tab.module.css'

const offered = ['POST', 'PUT', 'PATCH', 'DELETE']

/** The method; one that came by a link or a pasted command stays choosable though it isn't offered. */
export function MethodField() {
  const { connector } = useSubject()
  const { field } = useController<WizardForm, 'advanced.method'>({ name: 'advanced.method' })
  const problem = useProblemAt('method')
  const { methods, otherMethods } = connector
  const help = [...methods, ...otherMethods].find(({ method }) => method === field.value)?.help
  const isOther = otherMethods.some(({ method }) => method === field.value)
  return (
    <>
      <Select
        id={fieldId('method')}
        label="Method"
        className={classes.short}
        data={offered.includes(field.value) ? offered : [...offered, field.value]}
        value={field.value}
        onChange={(value) => value && field.onChange(value)}
        error={problem}
      />
      {help && (
        <p className={classes.effect} data-tone={isOther ? 'amber' : undefined}>
          {help}
        </p>
      )}
    </>
  )
}
