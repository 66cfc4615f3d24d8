import { Textarea } from '@mantine/core'
import { confirmationOf, irreversibleCall, irreversibleRequest, withEditedBody } from '@sluice/request-builder'
import type { BuiltRequest, TestSend } from '@sluice/schema'
import { IconCircleX } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { Banner } from '../../../components/banner.tsx'
import { JsonEditor } from '../../../components/json-editor/json-editor.tsx'
import { describeError } from '../../../lib/api-error.ts'
import { useConfigured } from '../configure/compiled.tsx'
import { useSubject } from '../configure/subject.ts'
import { useTestSend } from '../data/test-sends.ts'
import { faultMarks, placeFaults } from '../sample-payload/faulty-lines.ts'
import { sampleText } from '../sample-payload/sample-text.ts'
import { describeSeqs } from '../sample-payload/step-facts.ts'
import { checkJson } from './check-json.ts'
import { TestBar } from './test-bar.tsx'
import { TestResult } from './test-result.tsx'
import classes from './test-send.module.css'

type Props = {
  request: BuiltRequest
  edited: string | null
  onEdit: (text: string | null) => void
  result: TestSend | null
  onResult: (result: TestSend | null) => void
}

const noFaults: TestSend['fieldErrors'] = []

/** An unfolded sample in test mode: its body to edit, the button that sends it, and the whole answer. */
export function TestSample({ request, edited, onEdit, result, onResult }: Props) {
  const { connector, credential, nexset } = useSubject()
  const configured = useConfigured()
  const send = useTestSend(nexset.id)
  const [typed, setTyped] = useState('')
  const [place, setPlace] = useState<{ line: number } | null>(null)
  const { body, seqs, method, url } = request
  const built = useMemo(() => (body === null ? null : sampleText(body, seqs.length, true)), [body, seqs.length])
  const text = edited ?? built?.text ?? ''
  const check = built?.isJson && edited !== null ? checkJson(edited) : null
  const sent = check?.ok ? check.compact : (edited ?? body)
  const configuredLoss = configured.request && irreversibleRequest(connector, configured.request)
  const says = configuredLoss?.says ?? irreversibleCall(connector, { method, url, body: sent })
  const asSent =
    configured.request && sent !== null ? withEditedBody(connector, configured.request, request, sent) : request
  const name = says === null ? null : confirmationOf(asSent)
  const faults = useMemo(() => placeFaults(text, result?.fieldErrors ?? noFaults), [text, result])
  const marks = useMemo(() => faultMarks(faults), [faults])

  const edit = (next: string) => onEdit(next === built?.text ? null : next)
  const canSend =
    configured.request !== null && (check === null || check.ok) && (name === null || typed.trim() === name)
  const sendIt = () => {
    if (!configured.request) return
    send.mutate(
      {
        connector: connector.id,
        credentialId: credential.id,
        nexsetId: nexset.id,
        request: configured.request,
        seqs,
        ...(edited === null || sent === null ? {} : { body: sent }),
        ...(name === null ? {} : { confirm: { name, count: seqs.length } }),
      },
      { onSuccess: onResult },
    )
  }
  const label = `Body of ${describeSeqs(seqs)} to test`
  return (
    <>
      <TestBar
        request={request}
        built={built?.text ?? null}
        edited={edited}
        problem={check && !check.ok ? check.message : null}
        says={says}
        name={name}
        typed={typed}
        onType={setTyped}
        onReset={() => onEdit(null)}
        canSend={canSend}
        isSending={send.isPending}
        onSend={sendIt}
      />
      {built && (
        <div className={classes.editor}>
          {built.isJson ? (
            <JsonEditor value={text} label={label} onChange={edit} marks={marks} place={place} />
          ) : (
            <Textarea
              aria-label={label}
              autosize
              spellCheck={false}
              value={text}
              onChange={(event) => edit(event.currentTarget.value)}
            />
          )}
        </div>
      )}
      {send.error && (
        <div className={classes.refused}>
          <Banner tone="red" icon={IconCircleX} title="Nothing was sent.">
            {describeError(send.error).detail}
          </Banner>
        </div>
      )}
      {result && (
        <TestResult result={result} faults={faults} onGoTo={(line) => setPlace({ line })} onChange={onResult} />
      )}
    </>
  )
}
