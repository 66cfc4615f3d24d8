import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import classes from './search-input.module.css'

type Props = {
  label: string
  value: string
  onSearch: (value: string) => void /** 0 for what is filtered in the page. */
  waitMs?: number
}

/** A search that follows the typing, a moment behind it. */
export function SearchInput({ label, value, onSearch, waitMs = 250 }: Props) {
  const [text, setText] = useState(value)
  const search = useDebouncedCallback(onSearch, waitMs)
  return (
    <TextInput
      className={classes.root}
      type="search"
      size="xs"
      placeholder={label}
      aria-label={label}
      maxLength={200}
      leftSection={<IconSearch size={15} />}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
        search(event.currentTarget.value)
      }}
    />
  )
}
