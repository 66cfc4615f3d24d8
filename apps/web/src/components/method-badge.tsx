import classes from './method-badge.module.css'

/** An HTTP method; the one that removes is red. */
export function MethodBadge({ method }: { method: string }) {
  return (
    <span className={classes.root} data-tone={method === 'DELETE' ? 'red' : 'gray'}>
      {method}
    </span>
  )
}
