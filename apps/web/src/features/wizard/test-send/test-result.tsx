import { Button, UnstyledButton } from '@mantine/core'
import type { TestSend } from '@sluice/schema'
import { IconArrowBackUp, IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { DataText } from '../../../components/data-text.tsx'
import { JsonEditor } from '../../../components/json-editor/json-editor.tsx'
import { StateWord } from '../../../components/state.tsx'
import { outcomes, runStates } from '../../../components/states.ts'
import { describeError } from '../../../lib/api-error.ts'
import { formatCount, formatDuration } from '../../../lib/format.ts'
import { useSubject } from '../configure/subject.ts'
import { useUndoTestSend } from '../data/test-sends.ts'
import type { PlacedFault } from '../sample-payload/faulty-lines.ts'
import { sampleText } from '../sample-payload/sample-text.ts'
import { Remedies } from './remedies.tsx'
import classes from './test-send.module.css'

type Props = {
  result: TestSend
  faults: readonly PlacedFault[]
  onGoTo: (line: number) => void
  onChange: (result: TestSend) => void
}

/** The whole answer to a test: status, time and points, headers, body, what to mend, and the way back. */
export function TestResult({ result, faults, onGoTo, onChange }: Props) {
  const { response, outcome, durationMs, points, problem } = result
  const answer = response && response.body !== '' ? sampleText(response.body, 1, true) : null
  const left = remainingOf(result)
  const status = response ? `${response.status} ${response.statusText}`.trim() : undefined
  return (
    <div className={classes.result}>
      <div className={classes.resultHead}>
        <strong className={classes.resultTitle}>Response</strong>
        <StateWord look={outcome === 'failed' ? runStates.failed : outcomes[outcome]}>
          {status && <code className={classes.status}>{status}</code>}
        </StateWord>
        <span className={classes.measures}>
          {formatDuration(durationMs)}
          {points !== null && ` · ${formatCount(points, 'point')}`}
          {left !== null && ` · ${left} left`}
        </span>
        <time className={classes.time} dateTime={result.at}>
          {new Date(result.at).toLocaleTimeString('en-GB')}
        </time>
      </div>
      {problem && faults.length === 0 && (
        <p className={classes.problemLine}>
          <DataText>{problem}</DataText>
        </p>
      )}
      {answer &&
        (answer.isJson ? (
          <JsonEditor value={answer.text} label="Body of the answer" />
        ) : (
          <pre className={classes.plain}>
            <DataText>{answer.text}</DataText>
          </pre>
        ))}
      {response?.isCut && <p className={classes.problemLine}>The answer was cut at 1 MiB.</p>}
      {response && <AnswerHeaders headers={response.headers} />}
      <Remedies faults={faults} onGoTo={onGoTo} />
      <Undo result={result} onChange={onChange} />
    </div>
  )
}

function AnswerHeaders({ headers }: { headers: [string, string][] }) {
  const [isOpen, setOpen] = useState(false)
  const Chevron = isOpen ? IconChevronDown : IconChevronRight
  return (
    <div className={classes.headers}>
      <UnstyledButton className={classes.more} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Chevron size={15} aria-hidden /> {formatCount(headers.length, 'header')} of the answer
      </UnstyledButton>
      {isOpen && (
        <dl className={classes.headerList}>
          {headers.map(([name, value], index) => (
            // A name may come twice: its place makes it unique.
            <div key={`${index + 1}-${name}`}>
              <dt>
                <DataText>{name}</DataText>
              </dt>
              <dd>
                <code>
                  <DataText>{value}</DataText>
                </code>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}

function Undo({ result, onChange }: { result: TestSend; onChange: (result: TestSend) => void }) {
  const { nexset, connector, credential } = useSubject()
  const where = credential.isPractice ? credential.name : connector.name
  const undo = useUndoTestSend(nexset.id)
  if (!result.undo) return null
  const { method, path, done } = result.undo
  return (
    <div className={classes.undo}>
      <span>
        {done ? 'Undone: ' : `Created in ${where}. Undo sends `}
        <code>
          {method} <DataText>{path}</DataText>
        </code>
        {done && ' was sent.'}
        {undo.error && <span className={classes.problem}> {describeError(undo.error).detail}</span>}
      </span>
      {!done && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconArrowBackUp size={14} />}
          loading={undo.isPending}
          onClick={() => undo.mutate(result.id, { onSuccess: onChange })}
        >
          Undo
        </Button>
      )}
    </div>
  )
}

/** Points of the minute that the answer says are left. */
function remainingOf({ response }: TestSend): string | null {
  return response?.headers.find(([name]) => name.toLowerCase() === 'x-ratelimit-remaining-minute')?.[1] ?? null
}
