import type { FileInspection } from '@sluice/schema'
import { formatCount } from '../../lib/format.ts'
import { DataText } from '../data-text.tsx'
import { RecordValue } from '../record-value.tsx'
import { scrollRegion } from '../scroll-region.ts'
import classes from './upload-dialog.module.css'

const mostRows = 6
const mostColumns = 40

/** The first records of a file, as they would be kept, with the types that were found. */
export function FirstRows({ inspection }: { inspection: FileInspection }) {
  const { rows, attributes } = inspection
  const shown = attributes.slice(0, mostColumns)
  const more = attributes.length - shown.length
  const align = (type: string) => (type === 'integer' || type === 'number' ? 'end' : undefined)
  return (
    <section>
      <h3 className={classes.heading}>
        First rows <span className={classes.remark}>as they would be kept</span>
        {more > 0 && <span className={classes.remark}>, {formatCount(more, 'more attribute')}</span>}
      </h3>
      <div className={classes.rows} {...scrollRegion('First rows')}>
        <table className={classes.table}>
          <thead>
            <tr>
              {shown.map(({ name, type }) => (
                <th key={name} scope="col" data-align={align(type)}>
                  <code>
                    <DataText>{name}</DataText>
                  </code>{' '}
                  {type}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, mostRows).map((row) => (
              <tr key={row.line}>
                {shown.map(({ name, type }) => (
                  <td key={name} data-align={align(type)}>
                    <RecordValue value={Object.hasOwn(row.data, name) ? row.data[name] : undefined} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
