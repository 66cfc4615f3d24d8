import { ActionIcon, Button, TextInput } from '@mantine/core'
import { parseHeaders, printHeaders } from '@sluice/request-builder'
import type { Header } from '@sluice/schema'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useWatch } from 'react-hook-form'
import type { WizardForm } from '../../form/wizard-form.ts'
import { useProblemAt } from '../compiled.tsx'
import { fieldId } from '../field-id.ts'
import inputs from '../inputs/inputs.module.css'
import { MacroInput } from '../inputs/macro-input.tsx'
import { byUser, useWizardForm } from '../use-wizard-form.ts'
import classes from './advanced-tab.module.css'

/** Headers as one text and as rows; either side can be edited, the other follows. */
export function HeaderFields() {
  const { setValue } = useWizardForm()
  const [text, headers] = useWatch<WizardForm, ['advanced.headersText', 'advanced.headers']>({
    name: ['advanced.headersText', 'advanced.headers'],
  })
  const problem = useProblemAt('headers')
  const changeText = (next: string) => {
    const read = parseHeaders(next)
    setValue('advanced.headersText', next, byUser)
    if (read.ok) setValue('advanced.headers', read.headers, byUser)
  }
  const changeRows = (rows: Header[]) => {
    setValue('advanced.headers', rows, byUser)
    setValue(
      'advanced.headersText',
      printHeaders(rows.filter(({ name, value }) => name !== '' || value !== '')),
      byUser,
    )
  }
  const add = () => {
    changeRows([...headers, { name: '', value: '' }])
    requestAnimationFrame(() => document.getElementById(fieldId(`headers.${headers.length}.name`))?.focus())
  }
  return (
    <>
      <TextInput
        id={fieldId('headers')}
        aria-label="Request Headers"
        classNames={{ input: inputs.mono }}
        placeholder="header1:value1,header2:value2"
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={(event) => changeText(event.currentTarget.value)}
        error={problem}
      />
      <Rows headers={headers} onChange={changeRows} />
      <Button variant="subtle" size="xs" className={classes.add} leftSection={<IconPlus size={14} />} onClick={add}>
        Add row
      </Button>
    </>
  )
}

function Rows({ headers, onChange }: { headers: Header[]; onChange: (rows: Header[]) => void }) {
  const change = (at: number, patch: Partial<Header>) =>
    onChange(headers.map((header, index) => (index === at ? { ...header, ...patch } : header)))
  if (headers.length === 0) return null
  return (
    <ul className={classes.rows} aria-label="Headers">
      {headers.map((header, index) => (
        // Rows have no identity but their place.
        <HeaderRow
          key={`row-${index + 1}`}
          at={index}
          header={header}
          onChange={(patch) => change(index, patch)}
          onRemove={() => onChange(headers.filter((_, other) => other !== index))}
        />
      ))}
    </ul>
  )
}

type RowProps = { at: number; header: Header; onChange: (patch: Partial<Header>) => void; onRemove: () => void }

function HeaderRow({ at, header, onChange, onRemove }: RowProps) {
  const nameProblem = useProblemAt(`headers.${at}.name`)
  const valueProblem = useProblemAt(`headers.${at}.value`)
  return (
    <li className={classes.headerRow}>
      <TextInput
        id={fieldId(`headers.${at}.name`)}
        size="xs"
        aria-label={`Name of header ${at + 1}`}
        placeholder="Name"
        classNames={{ input: inputs.mono }}
        spellCheck={false}
        value={header.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
        error={nameProblem}
      />
      <MacroInput
        id={fieldId(`headers.${at}.value`)}
        size="xs"
        aria-label={`Value of header ${at + 1}`}
        placeholder="Value, or { for an attribute"
        value={header.value}
        onChange={(value) => onChange({ value })}
        error={valueProblem}
      />
      <ActionIcon size={28} aria-label={`Remove header ${header.name || at + 1}`} onClick={onRemove}>
        <IconX size={15} />
      </ActionIcon>
    </li>
  )
}
