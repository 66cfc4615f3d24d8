import { urlSpans } from '@sluice/request-builder'
import { useController } from 'react-hook-form'
import { DataText } from '../../../../components/data-text.tsx'
import { MarkedUrl } from '../../../../components/marked-url.tsx'
import { formatSeq } from '../../../../lib/format.ts'
import type { WizardForm } from '../../form/wizard-form.ts'
import { useConfigured, useProblemAt } from '../compiled.tsx'
import { fieldId } from '../field-id.ts'
import { MacroInput } from '../inputs/macro-input.tsx'
import { useSamples } from '../samples.tsx'
import { useSubject } from '../subject.ts'
import classes from './advanced-tab.module.css'

/** The address of the call; below it, what it becomes for the first sample record. */
export function UrlField() {
  const { connector, credential } = useSubject()
  const { field } = useController<WizardForm, 'advanced.url'>({ name: 'advanced.url' })
  const problem = useProblemAt('url')
  const begin = `${credential.baseUrl.replace(/\/+$/, '')}${connector.apiPrefix}`
  return (
    <>
      <MacroInput
        id={fieldId('url')}
        label="URL"
        required
        inputMode="url"
        placeholder={`${begin}people/{record.id}`}
        value={field.value}
        onChange={field.onChange}
        error={problem}
      />
      {!problem && <Resolved />}
    </>
  )
}

function Resolved() {
  const { compiled } = useConfigured()
  const { credential } = useSubject()
  const [record] = useSamples().records
  if (!compiled.ok || !record) return null
  const resolved = urlSpans(compiled.plan, record.data)
  if (!resolved.ok)
    return (
      <p className={classes.effect} data-tone="amber">
        Record {formatSeq(record.seq)}: <DataText>{resolved.problems[0]?.message ?? 'has no address'}</DataText>
      </p>
    )
  const base = credential.baseUrl.replace(/\/+$/, '')
  return (
    <p className={classes.effect}>
      <MarkedUrl url={resolved.url} spans={resolved.spans} base={base} /> · for record {formatSeq(record.seq)}
    </p>
  )
}
