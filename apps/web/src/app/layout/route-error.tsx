import type { ErrorComponentProps } from '@tanstack/react-router'
import { ErrorState } from '../../components/error-state.tsx'
import classes from './layout.module.css'

/** A screen that couldn't be shown. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  return (
    <div className={classes.notice}>
      <ErrorState isPage title="This page couldn’t be shown" error={error} onRetry={reset} />
    </div>
  )
}
