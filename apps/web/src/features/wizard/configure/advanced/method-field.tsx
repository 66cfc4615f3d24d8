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
  const help = [...connector.methods, ...connector.otherMethods].find(({ method }) => method === field.value)?.help
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
      {help && <p className={classes.effect}>{help}</p>}
    </>
  )
}
