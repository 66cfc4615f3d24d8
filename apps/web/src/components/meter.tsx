import classes from './meter.module.css'

type Props = { value: number; total: number; tone?: 'teal' | 'gray' }

/** A plain bar for a share: a budget, an upload, how far an attribute is filled. Its numbers always stand beside it. */
export function Meter({ value, total, tone = 'teal' }: Props) {
  return (
    <div className={classes.track} data-tone={tone} aria-hidden>
      <div className={classes.part} style={{ width: `${total > 0 ? Math.min(100, (value / total) * 100) : 0}%` }} />
    </div>
  )
}
