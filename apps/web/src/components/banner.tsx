import { IconAlertTriangle, IconCheck, IconInfoCircle, IconTrashX, type TablerIcon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './banner.module.css'

type Props = {
  tone: 'amber' | 'red' | 'blue' | 'green'
  icon?: TablerIcon
  /** What happened, in bold. */
  title: ReactNode
  /** Why, and what to do. */
  children?: ReactNode
  /** The one remedy. */
  action?: ReactNode
}

const icons = { amber: IconAlertTriangle, red: IconTrashX, blue: IconInfoCircle, green: IconCheck }

/** Says something that matters in its place. Amber: held or watch out; red: can't be undone or refused; blue: worth knowing; green: done. */
export function Banner({ tone, icon, title, children, action }: Props) {
  const Icon = icon ?? icons[tone]
  return (
    <div className={classes.root} data-tone={tone} role={tone === 'red' ? 'alert' : 'status'}>
      <Icon className={classes.icon} size={17} aria-hidden />
      <div className={classes.text}>
        <strong className={classes.title}>{title}</strong> {children}
      </div>
      {action}
    </div>
  )
}
