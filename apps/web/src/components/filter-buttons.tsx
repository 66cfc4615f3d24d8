import { Button } from '@mantine/core'
import type { TablerIcon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './filter-buttons.module.css'

export type Filter<Value> = { value: Value; label: string; icon?: TablerIcon; count?: ReactNode }

type Props<Value> = {
  label: string
  filters: readonly Filter<Value>[]
  value: Value
  onChange: (value: Value) => void
}

/** Buttons of which one is pressed: icon, word, count. */
export function FilterButtons<Value>({ label, filters, value, onChange }: Props<Value>) {
  return (
    <fieldset className={classes.root} aria-label={label}>
      {filters.map((filter) => (
        <Button
          key={filter.label}
          variant="default"
          size="xs"
          className={classes.filter}
          aria-pressed={filter.value === value}
          leftSection={filter.icon && <filter.icon size={14} />}
          onClick={() => onChange(filter.value)}
        >
          {filter.label}
          {filter.count !== undefined && <span className={classes.count}>{filter.count}</span>}
        </Button>
      ))}
    </fieldset>
  )
}
