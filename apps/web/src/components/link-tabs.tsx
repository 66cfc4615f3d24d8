import { Link, type LinkProps, useLocation } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import classes from './link-tabs.module.css'

/** A tab that is a place of its own: a word, and a count dim beside it. */
export type LinkTab = { to: LinkProps['to']; params: LinkProps['params']; label: string; count?: ReactNode }

/** Tabs of the page of a thing, each a link; the present one stays in view where they scroll. */
export function LinkTabs({ label, tabs }: { label: string; tabs: readonly LinkTab[] }) {
  const row = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  useEffect(() => {
    row.current
      ?.querySelector(`[href="${CSS.escape(pathname)}"]`)
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [pathname])
  return (
    <nav ref={row} className={classes.root} aria-label={label}>
      {tabs.map((tab) => (
        <Link key={tab.label} to={tab.to} params={tab.params} className={classes.tab}>
          {tab.label}
          {tab.count !== undefined && <span className={classes.count}>{tab.count}</span>}
        </Link>
      ))}
    </nav>
  )
}
