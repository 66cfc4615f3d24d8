import classes from './feedback.module.css'

const widths = ['62%', '44%', '71%', '53%', '66%']

/** Grey bars in rows of the final height, shown after 150 ms. */
export function LoadingRows({
  rows = 5,
  height = 36,
  label = 'Loading',
}: {
  rows?: number
  height?: number
  label?: string
}) {
  return (
    <div className={classes.loading} role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => (
        // The rows are all alike: their place is their key.
        <div key={`row-${row + 1}`} className={classes.loadingRow} style={{ height }}>
          <span className={classes.bar} style={{ width: 36 }} />
          <span className={classes.bar} style={{ width: 64 }} />
          <span className={classes.bar} style={{ width: widths[row % widths.length] }} />
        </div>
      ))}
    </div>
  )
}
