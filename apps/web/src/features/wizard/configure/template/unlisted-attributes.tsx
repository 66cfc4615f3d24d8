import { Button } from '@mantine/core'
import type { Template } from '@sluice/schema'
import { useWatch } from 'react-hook-form'
import { DataText } from '../../../../components/data-text.tsx'
import { formatCount } from '../../../../lib/format.ts'
import { unlistedAttributes } from '../../form/unlisted-attributes.ts'
import type { WizardForm } from '../../form/wizard-form.ts'
import { useSubject } from '../subject.ts'
import { byUser, useWizardForm } from '../use-wizard-form.ts'
import classes from './field-list.module.css'

/** Attributes that the call's field list doesn't name: they are sent as they are, and may be meant for a field of another name. */
export function UnlistedAttributes({ template }: { template: Template }) {
  const { nexset, connector } = useSubject()
  const { setValue } = useWizardForm()
  const [excluded, params] = useWatch<WizardForm, ['template.excludeAttributes', 'template.params']>({
    name: ['template.excludeAttributes', 'template.params'],
  })
  const unlisted = unlistedAttributes(template, nexset.attributes, excluded, params)
  if (unlisted.length === 0) return null
  const hints = unlisted.flatMap((name) => template.hints.filter((hint) => hint.attribute === name))
  return (
    <div className={classes.unlisted}>
      <p>
        {formatCount(unlisted.length, 'attribute is', 'attributes are')} sent though {connector.name}’s list has no such
        field:{' '}
        {unlisted.map((name, index) => (
          <span key={name}>
            {index > 0 && ', '}
            <code>
              <DataText>{name}</DataText>
            </code>
          </span>
        ))}
        .{' '}
        <Button
          variant="default"
          size="xs"
          onClick={() => setValue('template.excludeAttributes', [...excluded, ...unlisted], byUser)}
        >
          Leave {unlisted.length === 1 ? 'it' : 'them'} out
        </Button>
      </p>
      {hints.length > 0 && (
        <ul className={classes.hints}>
          {hints.map((hint) => (
            <li key={hint.attribute}>
              <code>{hint.attribute}</code>: {hint.says}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
