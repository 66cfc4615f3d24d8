import { Button } from '@mantine/core'
import { isJsonObject, JsonError, type JsonObject, parse, printPretty } from '@sluice/json'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ErrorState } from '../../../../components/error-state.tsx'
import { JsonEditor } from '../../../../components/json-editor/json-editor.tsx'
import { LoadingRows } from '../../../../components/loading-rows.tsx'
import { formatSeq } from '../../../../lib/format.ts'
import { recordOutcomeQuery } from '../../data/outcomes.ts'
import classes from '../../destinations.module.css'
import panelClasses from '../panel.module.css'

type Props = {
  destinationId: string
  seq: number
  /** As edited before. */
  edited: JsonObject | undefined
  onClose: () => void
  onUse: (data: JsonObject) => void
}

/** A record's values as JSON, to be sent otherwise than they came. The Nexset keeps the record as it is. */
export function RecordEditor({ destinationId, seq, edited, onClose, onUse }: Props) {
  const record = useQuery({ ...recordOutcomeQuery(destinationId, seq, false), enabled: edited === undefined })
  const data = edited ?? record.data?.data
  if (record.error && data === undefined)
    return <ErrorState title="The record couldn’t be read" error={record.error} onRetry={record.refetch} />
  if (data === undefined) return <LoadingRows rows={4} label="Loading the record" />
  return <Form seq={seq} data={data} onClose={onClose} onUse={onUse} />
}

function Form({ seq, data, onClose, onUse }: Pick<Props, 'seq' | 'onClose' | 'onUse'> & { data: JsonObject }) {
  const [text, setText] = useState(() => printPretty(data))
  const read = readRecord(text)
  return (
    <section className={panelClasses.panelBlock} aria-label={`Edit record ${formatSeq(seq)}`}>
      <JsonEditor value={text} label={`Values of record ${formatSeq(seq)}`} onChange={setText} />
      <div className={panelClasses.editorFoot}>
        <span className={classes.small} role="status">
          {typeof read === 'string' ? read : 'For this replay alone; the Nexset keeps the record as it came.'}
        </span>
        <Button size="xs" variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button size="xs" disabled={typeof read === 'string'} onClick={() => typeof read !== 'string' && onUse(read)}>
          Use these values
        </Button>
      </div>
    </section>
  )
}

/** The record, or what is wrong with its text. */
function readRecord(text: string): JsonObject | string {
  try {
    const value = parse(text)
    return isJsonObject(value) ? value : 'A record is a JSON object, in braces.'
  } catch (error) {
    return error instanceof JsonError ? `Not JSON yet: ${error.message}` : 'Not JSON yet.'
  }
}
