import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { DraftOf } from '../draft/draft.ts'
import { type Mode, placeOf } from '../shell/places.ts'
import classes from './configure.module.css'

const modes = [
  { mode: 'template', label: 'Template' },
  { mode: 'advanced', label: 'Advanced' },
] as const

/** The two ways to configure, each a place of its own; beside them what only one of them has. */
export function ModeTabs({ of, mode, children }: { of: DraftOf; mode: Mode; children: ReactNode }) {
  return (
    <div className={classes.tabs}>
      <nav className={classes.tabList} aria-label="Ways to configure">
        {modes.map((tab) => (
          <Link
            key={tab.mode}
            {...placeOf(of, 'configure', tab.mode)}
            replace
            className={classes.tab}
            data-active={tab.mode === mode || undefined}
          >
            {tab.label}
          </Link>
        ))}
      </nav>
      <div className={classes.tabActions}>{children}</div>
    </div>
  )
}
