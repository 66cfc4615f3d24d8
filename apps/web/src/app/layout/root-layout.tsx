import { Outlet } from '@tanstack/react-router'
import { useStatusEvents } from '../../lib/events.ts'
import { Palette } from './palette.tsx'

/** What every page has: one stream of events, and the palette. */
export function RootLayout() {
  useStatusEvents()
  return (
    <>
      <Outlet />
      <Palette />
    </>
  )
}
