import { printPretty } from '@sluice/json'
import type { Problem } from '@sluice/schema'
import { useMemo } from 'react'
import { JsonEditor } from '../../../components/json-editor/json-editor.tsx'
import { formatSeq } from '../../../lib/format.ts'
import { useSamples } from '../configure/samples.tsx'
import { faultMarks, placeFaults } from './faulty-lines.ts'
import { ProblemList } from './problem-list.tsx'
import classes from './sample-row.module.css'

/** A record that no request is made of: the record as it came, the faulty lines, and why. */
export function InvalidSample({ seq, problems }: { seq: number; problems: readonly Problem[] }) {
  const { records } = useSamples()
  const record = records.find((candidate) => candidate.seq === seq)
  const text = useMemo(() => (record ? printPretty(record.data) : ''), [record])
  const marks = useMemo(
    () =>
      faultMarks(
        placeFaults(
          text,
          problems.flatMap(({ attribute, message }) =>
            attribute === undefined ? [] : [{ field: attribute, message }],
          ),
        ),
      ),
    [text, problems],
  )
  return (
    <>
      <ProblemList problems={problems} tone="amber" />
      <p className={classes.asItCame}>The record as it came:</p>
      <div className={classes.payload}>
        <JsonEditor value={text} label={`Record ${formatSeq(seq)} as it came`} marks={marks} />
      </div>
    </>
  )
}
