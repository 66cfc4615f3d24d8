import { Kbd } from '@mantine/core'
import { Spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import classes from './palette.module.css'
import { paletteStore } from './palette-store.ts'
import { usePaletteEntries } from './use-palette-entries.ts'

const mostShown = 8

/** Search and commands over everything, by Ctrl or Cmd and K. */
export function Palette() {
  const [query, setQuery] = useState('')
  const groups = usePaletteEntries(query)
  return (
    <Spotlight.Root
      store={paletteStore}
      shortcut={['mod + K']}
      query={query}
      onQueryChange={setQuery}
      size={600}
      clearQueryOnClose
      scrollable
      maxHeight={420}
      radius="lg"
      centered={false}
      yOffset={120}
      transitionProps={{ duration: 120 }}
      overlayProps={{ color: '#0a1518', backgroundOpacity: 0.35 }}
      attributes={{ content: { 'aria-label': 'Search or run a command' } }}
    >
      <Spotlight.Search
        placeholder="Search or run a command"
        aria-label="Search or run a command"
        leftSection={<IconSearch size={18} />}
      />
      <Spotlight.ActionsList>
        {groups.map(
          (group) =>
            group.entries.length > 0 && (
              <Spotlight.ActionsGroup key={group.label} label={group.label}>
                {group.entries.slice(0, mostShown).map((entry) => (
                  <Spotlight.Action key={entry.id} onClick={entry.run} className={classes.action}>
                    <entry.icon size={16} aria-hidden className={classes.icon} />
                    <span className={classes.label}>{entry.label}</span>
                    <span className={classes.remark}>{entry.remark}</span>
                  </Spotlight.Action>
                ))}
              </Spotlight.ActionsGroup>
            ),
        )}
        {groups.every((group) => group.entries.length === 0) && (
          <Spotlight.Empty>Nothing is called “{query}”.</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
      <Spotlight.Footer className={classes.foot}>
        <span>
          <Kbd size="xs">↑</Kbd> <Kbd size="xs">↓</Kbd> choose
        </span>
        <span>
          <Kbd size="xs">↵</Kbd> open
        </span>
      </Spotlight.Footer>
    </Spotlight.Root>
  )
}
