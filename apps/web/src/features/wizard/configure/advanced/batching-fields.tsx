import { Checkbox, NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import { limits } from '@sluice/request-builder'
import { Grouping } from '@sluice/schema'
import { useController } from 'react-hook-form'
import { formatCount, formatNumber } from '../../../../lib/format.ts'
import { describeCalls } from '../../form/records-per-call.ts'
import type { WizardForm } from '../../form/wizard-form.ts'
import { useConfigured, useProblemAt } from '../compiled.tsx'
import { fieldId } from '../field-id.ts'
import inputs from '../inputs/inputs.module.css'
import { useSubject } from '../subject.ts'
import classes from './advanced-tab.module.css'

const groupings: Record<Grouping, { label: string; help: (key: string) => string }> = {
  array: { label: 'List', help: () => 'The body is a list: [record, record, …]' },
  'array-under-key': {
    label: 'List under a key',
    help: (key) => `The body is an object with the list: {${JSON.stringify(key)}: [record, record, …]}`,
  },
  'array-under-key-with-constants': {
    label: 'List under a key, with constants',
    help: (key) => `As {${JSON.stringify(key)}: [record, record, …]}, each record with the constants set on it`,
  },
}

/** Whether calls carry several records, how many, and how they are grouped. */
export function BatchingFields() {
  const { field } = useController<WizardForm, 'advanced.batch'>({ name: 'advanced.batch' })
  const { nexset } = useSubject()
  const batch = field.value
  const change = (patch: Partial<typeof batch>) => field.onChange({ ...batch, ...patch })
  const sizeProblem = useProblemAt('batch.size')
  const keyProblem = useProblemAt('batch.key')
  const problem = useProblemAt('batch')
  const isUnderKey = batch.grouping !== 'array'
  return (
    <>
      <Checkbox
        id={fieldId('batch')}
        label="Would you like to batch your records together?"
        checked={batch.isOn}
        onChange={(event) => change({ isOn: event.currentTarget.checked })}
        error={problem}
      />
      {batch.isOn && (
        <>
          <div className={classes.batch} data-with-key={isUnderKey || undefined}>
            <NumberInput
              id={fieldId('batch.size')}
              label="Batch Size"
              aria-description={`At most ${formatNumber(limits.batchSize)} records a call`}
              min={1}
              max={limits.batchSize}
              clampBehavior="none"
              allowDecimal={false}
              allowNegative={false}
              value={batch.size ?? ''}
              onChange={(value) => change({ size: typeof value === 'number' ? value : null })}
              error={sizeProblem}
            />
            <Select
              id={fieldId('batch.grouping')}
              label="Grouping Algorithm"
              data={Grouping.options.map((value) => ({ value, label: groupings[value].label }))}
              value={batch.grouping}
              onChange={(value) => change({ grouping: Grouping.parse(value) })}
            />
            {isUnderKey && (
              <TextInput
                id={fieldId('batch.key')}
                label="Key"
                classNames={{ input: inputs.mono }}
                spellCheck={false}
                value={batch.key}
                onChange={(event) => change({ key: event.currentTarget.value })}
                error={keyProblem}
              />
            )}
          </div>
          {batch.grouping === 'array-under-key-with-constants' && (
            <Constants value={batch.constants} onChange={(constants) => change({ constants })} />
          )}
          <p className={classes.effect}>
            {groupings[batch.grouping].help(batch.key)}.{' '}
            {batch.size !== null && !sizeProblem && describeCalls(nexset.recordCount, batch.size, formatCount)}
          </p>
          <Warning />
        </>
      )}
    </>
  )
}

function Constants({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const problem = useProblemAt('batch.constants', true)
  return (
    <Textarea
      id={fieldId('batch.constants')}
      className={classes.constants}
      label="Constants"
      description="One JSON object; its values are set on each record, over an attribute of the same name"
      classNames={{ input: inputs.mono }}
      autosize
      minRows={2}
      maxRows={10}
      spellCheck={false}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={problem}
    />
  )
}

function Warning() {
  const { compiled } = useConfigured()
  const warning = compiled.ok ? compiled.warnings.find(({ path }) => path === 'batch') : undefined
  if (!warning) return null
  return (
    <p className={classes.effect} data-tone="amber">
      {warning.message}
    </p>
  )
}
