import type { ReactNode } from 'react'
import classes from './credentials.module.css'

/** One setting of a form: heading and hint at the left, controls at the right. */
export function SettingsSection({ title, hint, children }: { title: string; hint: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <div>
        <h2 className={classes.heading}>{title}</h2>
        <p className={classes.small}>{hint}</p>
      </div>
      <div className={classes.controls}>{children}</div>
    </section>
  )
}
