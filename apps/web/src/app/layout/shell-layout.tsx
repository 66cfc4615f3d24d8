import { Drawer } from '@mantine/core'
import { useDisclosure, useLocalStorage } from '@mantine/hooks'
import { Outlet } from '@tanstack/react-router'
import classes from './layout.module.css'
import { Rail } from './rail.tsx'
import { TopBar } from './top-bar.tsx'

/** Rail at the left (a drawer on small screens), top bar, and the screen. */
export function ShellLayout() {
  const [isCollapsed, setCollapsed] = useLocalStorage({ key: 'sluice.rail-collapsed', defaultValue: false })
  const [isDrawerOpen, drawer] = useDisclosure(false)
  return (
    <div className={classes.shell} data-collapsed={isCollapsed || undefined}>
      <a href="#main" className={classes.skip}>
        Skip to the page
      </a>
      <div className={classes.rail}>
        <Rail isCollapsed={isCollapsed} onToggle={() => setCollapsed(!isCollapsed)} />
      </div>
      <Drawer opened={isDrawerOpen} onClose={drawer.close} position="left" size={260} title="Sluice">
        <Rail isCollapsed={false} onLeave={drawer.close} />
      </Drawer>
      <TopBar onMenu={drawer.open} />
      <main id="main" className={classes.main} tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  )
}
