import classes from './rail.module.css'

/** Sluice's mark and name. */
export function Mark() {
  return (
    <span className={classes.mark}>
      <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
        <rect className={classes.markGround} width="20" height="20" rx="5" />
        <path className={classes.markLines} d="M4 6h12M4 10h8M4 14h4" />
      </svg>
      Sluice
    </span>
  )
}
