import { Button, Checkbox, NumberInput, SegmentedControl } from '@mantine/core'
import { limits } from '@sluice/request-builder'
import type { ParamSource, Template, TemplateOption } from '@sluice/schema'
import { useId } from 'react'
import { useController } from 'react-hook-form'
import { formatCount, formatNumber } from '../../../../lib/format.ts'
import { describeCalls } from '../../form/records-per-call.ts'
import type { WizardForm } from '../../form/wizard-form.ts'
import { useProblemAt } from '../compiled.tsx'
import { fieldId } from '../field-id.ts'
import { ExcludeAttributes } from '../inputs/exclude-attributes.tsx'
import { ParamInput } from '../inputs/param-input.tsx'
import { useSubject } from '../subject.ts'
import classes from './template-row.module.css'

type Props = { template: Template; part: 'top' | 'bottom'; onAdvanced?: () => void }

/** A template's settings: above its fields what it needs, below them what may be changed. */
export function TemplateSettings({ template, part, onAdvanced }: Props) {
  if (part === 'top')
    return (
      <>
        {template.params.length > 0 && <Params template={template} />}
        {template.options.map((option) => (
          <Option key={option.key} option={option} />
        ))}
      </>
    )
  return (
    <>
      {template.list && <BatchSize most={template.list.most} listKey={template.list.key} />}
      {template.method !== 'DELETE' && (
        <ExcludeAttributes
          mode="template"
          label="Exclude Attributes (optional)"
          description="Left out of what is sent. They can still fill a parameter."
        />
      )}
      {template.fields.length > 0 && <SendInvalid />}
      <div className={classes.advanced}>
        <Button variant="default" size="xs" onClick={onAdvanced}>
          Open in Advanced
        </Button>
        <span>Carries the settings over; what Advanced can’t say is listed there.</span>
      </div>
    </>
  )
}

function Params({ template }: { template: Template }) {
  const { field } = useController<WizardForm, 'template.params'>({ name: 'template.params' })
  const set = (key: string, source: ParamSource | undefined) => {
    const { [key]: _, ...others } = field.value
    field.onChange(source ? { ...others, [key]: source } : others)
  }
  return template.params.map((param) => (
    <ParamInput
      key={param.key}
      param={param}
      value={field.value[param.key]}
      onChange={(source) => set(param.key, source)}
    />
  ))
}

/** A choice that reads as a sentence: "Salesloft finds the account by domain". */
function Option({ option }: { option: TemplateOption }) {
  const { field } = useController<WizardForm, 'template.options'>({ name: 'template.options' })
  const problem = useProblemAt(`options.${option.key}`)
  const label = useId()
  const value = field.value[option.key] ?? option.default
  const chosen = option.values.find((choice) => choice.value === value)
  return (
    <div className={classes.sentence} id={fieldId(`options.${option.key}`)} tabIndex={-1}>
      <span id={label}>{option.label}</span>
      <SegmentedControl
        aria-labelledby={label}
        classNames={{ label: classes.mono }}
        data={option.values.map((choice) => ({ value: choice.value, label: choice.label }))}
        value={value}
        onChange={(next) => field.onChange({ ...field.value, [option.key]: next })}
      />
      <span className={classes.sentenceHelp}>
        {chosen?.help} {option.help}
      </span>
      {problem && <span className={classes.problem}>{problem}</span>}
    </div>
  )
}

function BatchSize({ most, listKey }: { most: number; listKey: string }) {
  const { field } = useController<WizardForm, 'template.batchSize'>({ name: 'template.batchSize' })
  const { nexset } = useSubject()
  const problem = useProblemAt('batch', true)
  const usual = Math.min(limits.batchSizeDefault, most)
  const size = field.value ?? usual
  return (
    <div>
      <NumberInput
        id={fieldId('batch.size')}
        classNames={{ wrapper: classes.short240 }}
        label="Batch Size"
        description={`Records in one call, at most ${formatNumber(most)}, under ${listKey}`}
        placeholder={String(usual)}
        min={1}
        max={most}
        clampBehavior="none"
        allowDecimal={false}
        allowNegative={false}
        error={problem}
        value={field.value ?? ''}
        onChange={(value) => field.onChange(typeof value === 'number' ? value : null)}
      />
      {!problem && <p className={classes.effect}>{describeCalls(nexset.recordCount, size, formatCount)}</p>}
    </div>
  )
}

function SendInvalid() {
  const { field } = useController<WizardForm, 'template.sendInvalid'>({ name: 'template.sendInvalid' })
  return (
    <Checkbox
      label="Send records that fail these checks too"
      description="Off: such a record is kept back with its reason. On: it goes as it is, and Salesloft may reject it."
      checked={field.value}
      onChange={(event) => field.onChange(event.currentTarget.checked)}
    />
  )
}
