import { Group, Radio } from '@mantine/core'
import { useController, useWatch } from 'react-hook-form'
import type { WizardForm } from '../../form/wizard-form.ts'
import classes from './advanced-tab.module.css'

/** Methods that do no more the second time. */
const repeatable = new Set(['PUT', 'DELETE', 'GET'])

/** What is done with a request that was sent and got no answer; by the method unless chosen. */
export function NoAnswerField() {
  const { field } = useController<WizardForm, 'repeat'>({ name: 'repeat' })
  const method = useWatch<WizardForm, 'advanced.method'>({ name: 'advanced.method' })
  const isRepeatable = repeatable.has(method)
  const value = field.value ?? (isRepeatable ? 'again' : 'leave')
  const isRisky = value === 'again' && !isRepeatable
  return (
    <>
      <Radio.Group
        aria-label="No answer"
        value={value}
        onChange={(next) => field.onChange(next === 'again' ? 'again' : 'leave')}
      >
        <Group gap="lg">
          <Radio value="again" label="Send it again" />
          <Radio value="leave" label="Leave it for me" />
        </Group>
      </Radio.Group>
      <p className={classes.effect} data-tone={isRisky ? 'amber' : undefined}>
        {value === 'leave'
          ? 'Its records become unknown, and you decide. Nothing is sent twice.'
          : isRisky
            ? `A ${method} that was carried out though its answer got lost would then happen twice.`
            : `A ${method} does no more the second time.`}
        {field.value === null && ` As is usual for ${method}.`}
      </p>
    </>
  )
}
