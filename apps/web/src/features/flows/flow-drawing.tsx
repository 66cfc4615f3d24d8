import classes from './first-visit.module.css'

/** Records of several shapes, through Sluice, to a destination: the product's own shapes. */
export function FlowDrawing() {
  return (
    <svg className={classes.drawing} viewBox="0 0 642 88" aria-hidden="true">
      <path className={classes.inlet} d="M133 12h58c42 0 26 32 66 32M109 44h182M121 76h70c42 0 26-32 66-32" />
      <path className={classes.outlet} d="M334 44h146" />
      <circle className={classes.end} cx="481" cy="44" r="4" />
      <rect className={classes.card} x="1" y="1" width="132" height="22" rx="4" />
      <rect className={classes.bar} x="11" y="9" width="69" height="6" rx="3" />
      <rect className={classes.card} x="1" y="33" width="108" height="22" rx="4" />
      <rect className={classes.bar} x="11" y="41" width="51" height="6" rx="3" />
      <rect className={classes.card} x="1" y="65" width="120" height="22" rx="4" />
      <rect className={classes.bar} x="11" y="73" width="83" height="6" rx="3" />
      <rect className={classes.mark} x="291" y="22" width="44" height="44" rx="10" />
      <path className={classes.markLines} d="M301 36h24M301 44h16M301 52h8" />
      <rect className={classes.card} x="491" y="26" width="150" height="36" rx="7" />
      <rect className={classes.bar} x="501" y="35" width="20" height="18" rx="4" />
      <rect className={classes.bar} x="527" y="37" width="78" height="6" rx="3" />
      <rect className={classes.sent} x="527" y="48" width="100" height="4" rx="2" />
    </svg>
  )
}
