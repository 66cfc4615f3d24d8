import { Select } from '@mantine/core'
import { ContentFormat } from '@sluice/schema'
import { useController } from 'react-hook-form'
import type { WizardForm } from '../../form/wizard-form.ts'
import { useProblemAt } from '../compiled.tsx'
import { fieldId } from '../field-id.ts'
import { useSubject } from '../subject.ts'
import classes from './advanced-tab.module.css'

const names: Record<ContentFormat, string> = { json: 'JSON', xml: 'XML', form: 'Form' }

/** How bodies are written. */
export function FormatField() {
  const { connector } = useSubject()
  const { field } = useController<WizardForm, 'advanced.contentFormat'>({ name: 'advanced.contentFormat' })
  const problem = useProblemAt('contentFormat')
  const format = connector.contentFormats.find((candidate) => candidate.format === field.value)
  return (
    <>
      <Select
        id={fieldId('contentFormat')}
        label="Content Format"
        className={classes.short}
        data={connector.contentFormats.map((candidate) => ({
          value: candidate.format,
          label: names[candidate.format],
        }))}
        value={field.value}
        onChange={(value) => field.onChange(ContentFormat.parse(value))}
        error={problem}
      />
      {format && (
        <p className={classes.effect} data-tone={format.isAccepted ? undefined : 'amber'}>
          {format.help}
        </p>
      )}
    </>
  )
}
