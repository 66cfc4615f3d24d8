import { Combobox, TextInput, type TextInputProps, useCombobox } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { Choices } from './choices.tsx'
import classes from './inputs.module.css'
import { completeMacro, fitsMacro, macroAt, type OpenMacro } from './macro-at.ts'
import { useMacroChoices } from './use-choices.ts'

type Props = Omit<TextInputProps, 'onChange' | 'value'> & { value: string; onChange: (value: string) => void }

/** A text in which `{` offers the attributes of the records. */
export function MacroInput({ value, onChange, ...props }: Props) {
  const combobox = useCombobox()
  const input = useRef<HTMLInputElement>(null)
  const [open, setOpen] = useState<OpenMacro | null>(null)
  const choices = useMacroChoices()
  const found = open ? choices.filter(({ value: name }) => fitsMacro(name, open.typed)) : []

  const { selectFirstOption } = combobox
  const isOpen = open !== null
  const first = found[0]?.value
  // Enter takes the first that fits, whatever was typed.
  useEffect(() => {
    if (isOpen && first !== undefined) selectFirstOption()
  }, [isOpen, first, selectFirstOption])

  const look = (text: string, caret: number | null) => {
    const macro = macroAt(text, caret ?? text.length)
    setOpen(macro)
    if (!macro) return combobox.closeDropdown()
    combobox.openDropdown()
  }
  const choose = (name: string) => {
    if (!open) return
    const { text, caret } = completeMacro(value, open, name)
    onChange(text)
    combobox.closeDropdown()
    setOpen(null)
    // The caret can be placed only once the new text stands in the input.
    requestAnimationFrame(() => input.current?.setSelectionRange(caret, caret))
  }
  return (
    <Combobox store={combobox} onOptionSubmit={choose} position="bottom-start" width={380}>
      <Combobox.Target withExpandedAttribute>
        <TextInput
          {...props}
          role="combobox"
          ref={input}
          classNames={{ input: classes.mono }}
          spellCheck={false}
          autoComplete="off"
          value={value}
          onChange={(event) => {
            onChange(event.currentTarget.value)
            look(event.currentTarget.value, event.currentTarget.selectionStart)
          }}
          onClick={(event) => open && look(value, event.currentTarget.selectionStart)}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={!isOpen}>
        <Choices choices={found} label="Attributes" empty="No attribute has this name." />
      </Combobox.Dropdown>
    </Combobox>
  )
}
