import { Button } from '@mantine/core'
import { IconCircleX, IconRefresh } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { describeError } from '../lib/api-error.ts'
import classes from './feedback.module.css'

type Props = {
  /** "The records couldn’t be read" */ title: string
  error: unknown
  onRetry?: () => void
  children?: ReactNode
}

/** Stands in the place of what is missing: what failed, why, what isn't affected, and Try again. */
export function ErrorState({ title, error, onRetry, children }: Props) {
  const { detail, reference } = describeError(error)
  return (
    <div className={classes.error} role="alert">
      <IconCircleX size={18} className={classes.errorIcon} aria-hidden />
      <div className={classes.errorText}>
        <strong className={classes.title}>{title}</strong>
        <div className={classes.dim}>
          {detail} {children}
          {reference && (
            <>
              {' '}
              Request <code>{reference}</code>
            </>
          )}
        </div>
      </div>
      {onRetry && (
        <Button variant="default" size="xs" leftSection={<IconRefresh size={14} />} onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  )
}
