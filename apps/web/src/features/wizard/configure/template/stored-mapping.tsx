import { Banner } from '../../../../components/banner.tsx'
import { DataText } from '../../../../components/data-text.tsx'
import { formatCount } from '../../../../lib/format.ts'
import type { MappingRow } from '../../form/wizard-form.ts'
import classes from './field-list.module.css'

/** A mapping that came with the destination: shown, and kept as it is. */
export function StoredMapping({ rows }: { rows: readonly MappingRow[] }) {
  return (
    <>
      <Banner tone="blue" title={`${formatCount(rows.length, 'field')} mapped.`}>
        Only mapped fields are sent. The mapping stays as it is.
      </Banner>
      <ul className={classes.mapping}>
        {rows.map((row) => (
          <li key={row.field}>
            <code>
              <DataText>{row.field}</DataText>
            </code>{' '}
            ←{' '}
            <code>
              <DataText>{sourceOf(row)}</DataText>
            </code>
          </li>
        ))}
      </ul>
    </>
  )
}

function sourceOf(row: MappingRow): string {
  switch (row.from) {
    case 'attribute':
      return row.attribute
    case 'value':
      return row.json
    case 'text':
      return row.text
    default:
      return row satisfies never
  }
}
