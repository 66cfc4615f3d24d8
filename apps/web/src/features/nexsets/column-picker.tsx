import { Button, Checkbox, Popover, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { DataText } from '../../components/data-text.tsx'
import { scrollRegion } from '../../components/scroll-region.ts'
import { formatNumber } from '../../lib/format.ts'
import classes from './nexsets.module.css'

const mostListed = 100

type Props = { names: string[]; shown: string[]; onChange: (shown: string[]) => void }

/** Which attributes are columns. */
export function ColumnPicker({ names, shown, onChange }: Props) {
  const [search, setSearch] = useState('')
  const matching = names.filter((name) => name.toLowerCase().includes(search.toLowerCase()))
  const set = (name: string, isShown: boolean) =>
    onChange(names.filter((candidate) => (candidate === name ? isShown : shown.includes(candidate))))
  return (
    <Popover position="bottom-end" width={260} trapFocus>
      <Popover.Target>
        <Button variant="default" size="xs">
          Columns {formatNumber(shown.length)} of {formatNumber(names.length)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Columns">
        <Stack gap="sm">
          <TextInput
            size="xs"
            placeholder="Attribute"
            aria-label="Search attributes"
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
          <div className={classes.columnList} {...scrollRegion('Attributes to show')}>
            {matching.slice(0, mostListed).map((name) => (
              <Checkbox
                key={name}
                label={<DataText>{name}</DataText>}
                checked={shown.includes(name)}
                onChange={(event) => set(name, event.currentTarget.checked)}
              />
            ))}
            {matching.length === 0 && <span className={classes.dim}>No attribute is called that.</span>}
            {matching.length > mostListed && (
              <span className={classes.dim}>{formatNumber(matching.length - mostListed)} more; type to find them.</span>
            )}
          </div>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
