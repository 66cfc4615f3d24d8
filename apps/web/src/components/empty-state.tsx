import type { TablerIcon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './feedback.module.css'

type Props = {
  icon: TablerIcon
  title: ReactNode
  children?: ReactNode
  /** The way on. */
  action?: ReactNode
  /** Whether it is all there is on the page. */
  isPage?: boolean
}

/** A list without items: one bold line, one dim line, the way on if there is one. */
export function EmptyState({ icon: Icon, title, children, action, isPage = false }: Props) {
  const Title = isPage ? 'h1' : 'strong'
  return (
    <div className={classes.empty}>
      <Icon size={20} className={classes.emptyIcon} aria-hidden />
      <Title className={classes.title}>{title}</Title>
      {children && <div className={classes.dim}>{children}</div>}
      {action && <div className={classes.action}>{action}</div>}
    </div>
  )
}
