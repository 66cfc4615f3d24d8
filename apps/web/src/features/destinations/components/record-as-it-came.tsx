import { printPretty } from '@sluice/json'
import type { RecordDetail } from '@sluice/schema'
import { useMemo } from 'react'
import { JsonEditor } from '../../../components/json-editor/json-editor.tsx'
import { formatCount, formatSeq } from '../../../lib/format.ts'
import { keyLines } from '../../../lib/key-lines.ts'
import classes from './panel.module.css'

/** A record as its Nexset holds it, with the attributes that kept it from being sent. */
export function RecordAsItCame({ record: { data, problems, seq } }: { record: RecordDetail }) {
  const text = useMemo(() => printPretty(data), [data])
  const marks = useMemo(() => {
    const lines = keyLines(text)
    return problems.flatMap(({ attribute, message }) => {
      const line = attribute === undefined ? undefined : lines.get(attribute)
      return line === undefined ? [] : [{ kind: 'faulty' as const, line, reason: message }]
    })
  }, [text, problems])
  return (
    <section className={classes.panelBlock} aria-label="Record as it came">
      <div className={classes.panelHead}>
        <strong>Record {formatSeq(seq)} as it came</strong>
        <span className={classes.panelRemark}>{formatCount(Object.keys(data).length, 'attribute')}</span>
      </div>
      <JsonEditor value={text} label={`Record ${seq} as it came`} marks={marks} />
    </section>
  )
}
