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
  /** Whether it is all there is on the page. */
  isPage?: boolean
}

/** Stands in the place of what is missing: what failed, why, what isn't affected, and Try again. */
export function ErrorState({ title, error, onRetry, children, isPage = false }: Props) {
  const Title = isPage ? 'h1' : 'strong'
  const { detail, reference } = describeError(error)
  return (
    <div className={classes.error} role="alert">
      <IconCircleX size={18} className={classes.errorIcon} aria-hidden />
      <div className={classes.errorText}>
        <Title className={classes.title}>{title}</Title>
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
