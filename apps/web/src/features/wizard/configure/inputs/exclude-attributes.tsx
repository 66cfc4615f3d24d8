import { Combobox, PillsInput, useCombobox } from '@mantine/core'
import { useState } from 'react'
import { useController } from 'react-hook-form'
import type { WizardForm } from '../../form/wizard-form.ts'
import { useProblemAt } from '../compiled.tsx'
import { fieldId } from '../field-id.ts'
import { Chip } from './chip.tsx'
import { Choices } from './choices.tsx'
import classes from './inputs.module.css'
import { useAttributeChoices } from './use-choices.ts'

type Props = { mode: WizardForm['mode']; label?: string; labelledBy?: string; description?: string }

/** Attributes that are left out of what is sent: any number, nested ones by their path. */
export function ExcludeAttributes({ mode, label, labelledBy, description }: Props) {
  const { field } = useController<WizardForm, `${typeof mode}.excludeAttributes`>({ name: `${mode}.excludeAttributes` })
  const excluded = field.value
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const [search, setSearch] = useState('')
  const problem = useProblemAt('excludeAttributes', true)
  const wanted = search.trim().toLowerCase()
  const choices = useAttributeChoices().filter(
    ({ value }) => !excluded.includes(value) && value.toLowerCase().includes(wanted),
  )
  const add = (name: string) => {
    if (name !== '' && !excluded.includes(name)) field.onChange([...excluded, name])
    setSearch('')
  }
  const remove = (name: string) => field.onChange(excluded.filter((other) => other !== name))
  return (
    <Combobox store={combobox} onOptionSubmit={add}>
      <Combobox.DropdownTarget>
        <PillsInput
          id={fieldId('excludeAttributes')}
          size="sm"
          label={label}
          description={description}
          error={problem}
          onClick={() => combobox.openDropdown()}
          classNames={{ input: classes.pillsInput }}
        >
          <div className={classes.pills}>
            {excluded.map((name) => (
              <Chip key={name} onRemove={() => remove(name)} removeLabel={`Send ${name} again`}>
                {name}
              </Chip>
            ))}
            <Combobox.EventsTarget withExpandedAttribute>
              <PillsInput.Field
                role="combobox"
                aria-labelledby={labelledBy}
                placeholder="Add an attribute"
                value={search}
                onFocus={() => combobox.openDropdown()}
                onBlur={() => combobox.closeDropdown()}
                onChange={(event) => {
                  setSearch(event.currentTarget.value)
                  combobox.openDropdown()
                  combobox.updateSelectedOptionIndex()
                }}
                onKeyDown={(event) => {
                  const last = excluded.at(-1)
                  if (event.key === 'Backspace' && search === '' && last !== undefined) remove(last)
                }}
              />
            </Combobox.EventsTarget>
          </div>
        </PillsInput>
      </Combobox.DropdownTarget>
      <Combobox.Dropdown>
        <Choices
          choices={choices}
          label="Attributes"
          empty={wanted === '' ? 'All are left out.' : 'No attribute has this name.'}
        />
      </Combobox.Dropdown>
    </Combobox>
  )
}
