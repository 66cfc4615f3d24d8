import type { TablerIcon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './feedback.module.css'

type Props = { icon: TablerIcon; title: ReactNode; children?: ReactNode /** The way on. */; action?: ReactNode }

/** A list without items: one bold line, one dim line, the way on if there is one. */
export function EmptyState({ icon: Icon, title, children, action }: Props) {
  return (
    <div className={classes.empty}>
      <Icon size={20} className={classes.emptyIcon} aria-hidden />
      <strong className={classes.title}>{title}</strong>
      {children && <div className={classes.dim}>{children}</div>}
      {action && <div className={classes.action}>{action}</div>}
    </div>
  )
}
