import type { JsonValue } from '@sluice/json'
import type { SourceRecord } from '@sluice/schema'
import { DataText } from '../../components/data-text.tsx'
import { NestedText } from '../../components/record-value.tsx'
import classes from './nexsets.module.css'
import { isNested } from './record-columns.tsx'

/** What is nested in a record, each value with its path. */
export function FoldedRecord({ record }: { record: SourceRecord }) {
  const leaves = Object.entries(record.data).flatMap(([name, value]) => (isNested(value) ? leavesOf(name, value) : []))
  return (
    <code className={classes.folded}>
      {leaves.map((leaf) => (
        <span key={leaf.above + leaf.name}>
          <span className={classes.dim}>
            <DataText>{leaf.above}</DataText>
          </span>
          <DataText>{leaf.name}</DataText>{' '}
          <span className={typeof leaf.value === 'string' ? classes.text : classes.number}>
            <NestedText value={leaf.value} />
          </span>
        </span>
      ))}
    </code>
  )
}

type Leaf = { above: string; name: string; value: JsonValue }

/** Objects unfold by their keys; lists stand as they are. */
function leavesOf(name: string, value: JsonValue, above = ''): Leaf[] {
  if (!isNested(value) || Array.isArray(value)) return [{ above, name, value }]
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(key, inner, `${above}${name}.`))
}
