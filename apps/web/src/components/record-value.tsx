import { ExactNumber, isJsonObject, type JsonValue, print } from '@sluice/json'
import { DataText } from './data-text.tsx'
import classes from './record-value.module.css'

/** One value of a record in a cell: text as text, what is nested in short, what is missing as a dim word. */
export function RecordValue({ value }: { value: JsonValue | undefined }) {
  if (value === undefined || value === '') return <span className={classes.empty}>empty</span>
  if (value === null) return <span className={classes.empty}>null</span>
  if (typeof value === 'string') return <DataText>{value}</DataText>
  if (typeof value === 'object' && !ExactNumber.is(value)) return <NestedValue value={value} />
  return String(value)
}

/** `{3} Oslo`: how many values an object or list holds, and the first of them. */
export function NestedValue({ value }: { value: JsonValue }) {
  const parts = Array.isArray(value) ? value : isJsonObject(value) ? Object.values(value) : [value]
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  const first = parts.find((part) => part !== null && (typeof part !== 'object' || ExactNumber.is(part)))
  return (
    <code className={classes.nested}>
      <span className={classes.empty}>
        {open}
        {parts.length}
        {close}
      </span>{' '}
      {first !== undefined && <DataText>{String(first)}</DataText>}
    </code>
  )
}

/** A nested value in full, one line. */
export function NestedText({ value }: { value: JsonValue }) {
  return <DataText>{print(value)}</DataText>
}
