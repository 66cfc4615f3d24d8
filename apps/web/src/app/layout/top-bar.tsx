import { ActionIcon, Kbd, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { useOs } from '@mantine/hooks'
import { IconMenu2, IconMoon, IconSearch, IconSun } from '@tabler/icons-react'
import { Breadcrumb } from './breadcrumb.tsx'
import { openPalette } from './palette-store.ts'
import classes from './top-bar.module.css'

/** Where one is, search and commands, and the theme. */
export function TopBar({ onMenu }: { onMenu: () => void }) {
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false })
  const os = useOs({ getValueInEffect: false })
  const other = scheme === 'dark' ? 'light' : 'dark'
  return (
    <section className={classes.root} aria-label="Top bar">
      <ActionIcon className={classes.menu} aria-label="Places" onClick={onMenu}>
        <IconMenu2 size={19} />
      </ActionIcon>
      <Breadcrumb />
      <button type="button" className={classes.search} onClick={openPalette} aria-keyshortcuts="Control+K Meta+K">
        <IconSearch size={15} aria-hidden />
        <span className={classes.searchWord}>Search or run a command</span>
        <Kbd size="xs" className={classes.keys}>
          {os === 'macos' ? '⌘ K' : 'Ctrl K'}
        </Kbd>
      </button>
      <ActionIcon aria-label={`Use the ${other} theme`} onClick={() => setColorScheme(other)}>
        {scheme === 'dark' ? <IconSun size={17} /> : <IconMoon size={17} />}
      </ActionIcon>
    </section>
  )
}
