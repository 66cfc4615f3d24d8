import { DataText } from '../../../../components/data-text.tsx'
import classes from './inputs.module.css'

/** What the sample records hold for the attribute that was chosen. */
export function SampleValues({ values }: { values: string[] }) {
  if (values.length === 0) return <p className={classes.effect}>No sample record has a value for it.</p>
  return (
    <p className={classes.effect}>
      Sample values:{' '}
      {values.map((value, index) => (
        <span key={value}>
          {index > 0 && ', '}
          <code>
            <DataText>{value.slice(0, 60)}</DataText>
          </code>
        </span>
      ))}
    </p>
  )
}
