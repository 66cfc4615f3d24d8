import { ActionIcon, Combobox, PillsInput, Tooltip, useCombobox } from '@mantine/core'
import type { ParamSource, TemplateParam } from '@sluice/schema'
import { IconBraces, IconListSearch } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { sampleValues } from '../attributes.ts'
import { useProblemAt } from '../compiled.tsx'
import { fieldId } from '../field-id.ts'
import { useSamples } from '../samples.tsx'
import { Chip } from './chip.tsx'
import { Choices } from './choices.tsx'
import classes from './inputs.module.css'
import { LookupDialog } from './lookup-dialog.tsx'
import { SampleValues } from './sample-values.tsx'
import { useAttributeChoices } from './use-choices.ts'

type Props = {
  param: TemplateParam
  value: ParamSource | undefined
  onChange: (value: ParamSource | undefined) => void
}

/** A parameter: a typed or picked id, or by `{}` or `{` an attribute, which then gives each record's. */
export function ParamInput({ param, value, onChange }: Props) {
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const input = useRef<HTMLInputElement>(null)
  // What stands after `{` while an attribute is looked for; null when none is.
  const [search, setSearch] = useState<string | null>(null)
  const [isPicking, setPicking] = useState(false)
  const { records } = useSamples()
  const problem = useProblemAt(`params.${param.key}`)
  const attribute = value?.from === 'attribute' ? value.attribute : null
  const wanted = (search ?? '')
    .replaceAll(/^(record\.)|\}$/g, '')
    .trim()
    .toLowerCase()
  const choices = useAttributeChoices().filter(({ value: path }) => path.toLowerCase().includes(wanted))

  const typed = (text: string) => {
    if (attribute === null && !text.startsWith('{')) {
      setSearch(null)
      combobox.closeDropdown()
      return onChange(text === '' ? undefined : { from: 'value', value: text })
    }
    setSearch(text.replace(/^\{/, ''))
    combobox.openDropdown()
    combobox.selectFirstOption()
  }
  const choose = (path: string) => {
    onChange({ from: 'attribute', attribute: path })
    setSearch(null)
    combobox.closeDropdown()
    input.current?.focus()
  }
  const toggle = () => {
    if (search !== null) return close()
    setSearch('')
    combobox.openDropdown()
    input.current?.focus()
  }
  const close = () => {
    setSearch(null)
    combobox.closeDropdown()
  }
  const clear = () => {
    onChange(undefined)
    input.current?.focus()
  }
  const text =
    search === null ? (value?.from === 'value' ? value.value : '') : attribute === null ? `{${search}` : search
  return (
    <div>
      <Combobox store={combobox} onOptionSubmit={choose}>
        <Combobox.DropdownTarget>
          <PillsInput
            id={fieldId(`params.${param.key}`)}
            size="sm"
            className={classes.param}
            label={param.label}
            required
            description={param.help}
            error={problem}
            classNames={{ input: classes.pillsInput }}
            rightSectionWidth={param.lookup ? 64 : 34}
            rightSectionPointerEvents="all"
            rightSection={
              <span className={classes.sections}>
                {param.lookup && (
                  <Tooltip label={`Pick by name`}>
                    <ActionIcon size={24} aria-label={`Pick ${param.label}`} onClick={() => setPicking(true)}>
                      <IconListSearch size={16} />
                    </ActionIcon>
                  </Tooltip>
                )}
                <Tooltip label="Take it from an attribute">
                  <ActionIcon size={24} aria-label={`Take ${param.label} from an attribute`} onClick={toggle}>
                    <IconBraces size={16} />
                  </ActionIcon>
                </Tooltip>
              </span>
            }
          >
            <div className={classes.pills}>
              {attribute !== null && (
                <Chip isAttribute onRemove={clear} removeLabel={`Don’t take it from ${attribute}`}>
                  {attribute}
                </Chip>
              )}
              <Combobox.EventsTarget withExpandedAttribute>
                <PillsInput.Field
                  role="combobox"
                  ref={input}
                  className={classes.mono}
                  inputMode="text"
                  required
                  placeholder={attribute === null ? '12345, or { for an attribute' : ''}
                  aria-invalid={problem !== undefined}
                  value={text}
                  onChange={(event) => typed(event.currentTarget.value)}
                  onBlur={close}
                  onKeyDown={(event) => {
                    if (event.key === 'Backspace' && text === '' && attribute !== null) clear()
                    if (event.key === '{' && attribute !== null) event.preventDefault()
                    if (event.key === 'Escape') close()
                  }}
                />
              </Combobox.EventsTarget>
            </div>
          </PillsInput>
        </Combobox.DropdownTarget>
        <Combobox.Dropdown>
          <Choices choices={choices} label="Attributes" empty="No attribute has this name." />
        </Combobox.Dropdown>
      </Combobox>
      {attribute !== null && <SampleValues values={sampleValues(records, attribute)} />}
      {param.lookup && (
        <LookupDialog
          isOpen={isPicking}
          onClose={() => setPicking(false)}
          kind={param.lookup}
          onPick={(id) => {
            onChange({ from: 'value', value: id })
            setPicking(false)
          }}
        />
      )}
    </div>
  )
}
