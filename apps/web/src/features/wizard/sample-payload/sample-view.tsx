import { Button, CopyButton } from '@mantine/core'
import { type RequestPlan, urlSpans } from '@sluice/request-builder'
import type { BuiltRequest } from '@sluice/schema'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { JsonEditor } from '../../../components/json-editor/json-editor.tsx'
import type { LineMark } from '../../../components/json-editor/line-marks.ts'
import { formatCount, formatNumber } from '../../../lib/format.ts'
import { useSamples } from '../configure/samples.tsx'
import { useSubject } from '../configure/subject.ts'
import { secretVariableOf, writeCurl } from '../curl/write-curl.ts'
import { describeChanges } from './changed-lines.ts'
import { faultMarks, placeFaults } from './faulty-lines.ts'
import { ProblemList } from './problem-list.tsx'
import { RequestFacts } from './request-facts.tsx'
import classes from './sample-row.module.css'
import { sampleText } from './sample-text.ts'
import { describeSeqs } from './step-facts.ts'
import { useChanges } from './use-changes.ts'

/** Warnings about a value that is there; others are about the record or its attribute names. */
const faultCodes = new Set(['type_mismatch', 'enum_mismatch', 'pattern_mismatch', 'advised_missing'])

/** An unfolded sample: address, headers and body as they would go out, and what the last setting altered. */
export function SampleView({ request, plan }: { request: BuiltRequest; plan: RequestPlan }) {
  const { connector } = useSubject()
  const { records } = useSamples()
  const [isAll, setAll] = useState(false)
  const { body, seqs, warnings } = request
  const { text, isJson, hidden } = useMemo(
    () => (body === null ? { text: '', isJson: false, hidden: 0 } : sampleText(body, seqs.length, isAll)),
    [body, seqs.length, isAll],
  )
  const changes = useChanges(request, text, isAll)
  const marks = useMemo<LineMark[]>(() => {
    const faults = warnings.flatMap(({ code, attribute, message }) =>
      attribute === undefined || !faultCodes.has(code) ? [] : [{ field: attribute, message }],
    )
    return [
      ...faultMarks(placeFaults(text, faults)),
      ...changes.changed.map((line) => ({ line, kind: 'changed' as const })),
    ]
  }, [text, warnings, changes])
  const spans = useMemo(() => {
    const record = records.find(({ seq }) => seq === seqs[0])
    const found = record ? urlSpans(plan, record.data) : null
    return found?.ok ? found.spans : []
  }, [plan, records, seqs])
  const said = describeChanges(changes)
  return (
    <>
      <RequestFacts request={request} spans={spans} />
      {body !== null && (
        <div className={classes.payload}>
          {isJson ? (
            <JsonEditor value={text} label={`Body of ${describeSeqs(seqs)}`} marks={marks} />
          ) : (
            <pre className={classes.plain}>{text}</pre>
          )}
        </div>
      )}
      <ProblemList problems={warnings} tone="amber" />
      <div className={classes.foot}>
        {hidden > 0 && (
          <span>
            {formatCount(hidden, 'more record')}{' '}
            <button type="button" className={classes.link} onClick={() => setAll(true)}>
              Show all
            </button>
          </span>
        )}
        {isAll && seqs.length > 2 && (
          <span>
            All {formatNumber(seqs.length)} records{' '}
            <button type="button" className={classes.link} onClick={() => setAll(false)}>
              Show the first two
            </button>
          </span>
        )}
        <span className={classes.changed} role="status">
          {said}
        </span>
        <CopyButton value={writeCurl(request, secretVariableOf(connector.id))}>
          {({ copied, copy }) => (
            <Button
              variant="subtle"
              size="xs"
              leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
              onClick={copy}
            >
              {copied ? 'Copied' : 'Copy as cURL'}
            </Button>
          )}
        </CopyButton>
      </div>
    </>
  )
}
