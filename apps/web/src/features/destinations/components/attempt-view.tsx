import { type JsonValue, parse, printPretty } from '@sluice/json'
import type { Attempt, FieldError } from '@sluice/schema'
import { useMemo } from 'react'
import { DataText } from '../../../components/data-text.tsx'
import { Facts } from '../../../components/facts.tsx'
import { JsonEditor } from '../../../components/json-editor/json-editor.tsx'
import { MethodBadge } from '../../../components/method-badge.tsx'
import { RelativeTime } from '../../../components/relative-time.tsx'
import { formatCount, formatDuration } from '../../../lib/format.ts'
import { keyLines } from '../../../lib/key-lines.ts'
import classes from '../destinations.module.css'
import panelClasses from './panel.module.css'

type Props = { attempt: Attempt; label: string; fieldErrors: readonly FieldError[] }

/** One exchange: what was sent, with the lines at fault, and what came back. */
export function AttemptView({ attempt, label, fieldErrors }: Props) {
  const { request, version, isRepeat, fingerprintHolds } = attempt
  const body = useMemo(() => (request?.body ? pretty(request.body) : null), [request?.body])
  const marks = useMemo(() => {
    if (body === null || !body.isJson) return []
    const lines = keyLines(body.text)
    return fieldErrors.flatMap(({ field, message }) => {
      const line = lines.get(field)
      return line === undefined ? [] : [{ kind: 'faulty' as const, line, reason: message }]
    })
  }, [body, fieldErrors])
  return (
    <section className={panelClasses.panelBlock} aria-label={label}>
      <div className={panelClasses.panelHead}>
        {request ? (
          <>
            <MethodBadge method={request.method} />
            <code>
              <DataText>{pathOf(request.url)}</DataText>
            </code>
          </>
        ) : (
          <span className={classes.dim}>Its request can’t be shown: what it was made of is gone.</span>
        )}
        <span className={panelClasses.panelRemark}>
          {label}
          {request && request.seqs.length > 1 && ` · with ${formatCount(request.seqs.length, 'record')}`} · version{' '}
          {version}
          {isRepeat && ' · sent again'}
        </span>
      </div>
      {fingerprintHolds === false && (
        <p className={panelClasses.plain}>What is shown differs from what was sent; its fingerprint doesn’t hold.</p>
      )}
      {body && <Payload body={body} label={`Body of ${label}`} marks={marks} />}
      <AnswerView attempt={attempt} label={label} />
    </section>
  )
}

type Body = { text: string; isJson: boolean }

function Payload({
  body,
  label,
  marks,
}: {
  body: Body
  label: string
  marks?: { kind: 'faulty'; line: number; reason: string }[]
}) {
  if (!body.isJson) {
    return (
      <pre className={panelClasses.plain}>
        <DataText>{body.text}</DataText>
      </pre>
    )
  }
  return <JsonEditor value={body.text} label={label} marks={marks ?? []} />
}

function AnswerView({ attempt, label }: { attempt: Attempt; label: string }) {
  const { response, status, result, durationMs, at } = attempt
  const shown = response?.status ?? status
  const isGood = shown !== null && shown >= 200 && shown < 300
  return (
    <>
      <div className={panelClasses.answerHead}>
        <strong>Response</strong>
        {shown !== null ? (
          <code className={panelClasses.status} data-good={isGood || undefined} data-bad={!isGood || undefined}>
            {shown} {response?.statusText}
          </code>
        ) : (
          <span className={panelClasses.status}>none</span>
        )}
        <span>
          <DataText>{result}</DataText>
        </span>
        <span className={panelClasses.panelRemark}>
          {durationMs !== null && `${formatDuration(durationMs)} · `}
          <RelativeTime time={at} />
        </span>
      </div>
      {response && (
        <>
          <div className={panelClasses.panelBody}>
            <Facts
              isWide
              items={response.headers.map(([name, value]) => [name, <DataText key={name}>{value}</DataText>] as const)}
            />
          </div>
          {response.body !== '' && <Payload body={pretty(response.body)} label={`Answer to ${label}`} />}
          {response.isCut && <p className={panelClasses.plain}>The answer was longer; this is its first part.</p>}
        </>
      )}
    </>
  )
}

function pretty(text: string): Body {
  try {
    const value: JsonValue = parse(text)
    return { text: printPretty(value), isJson: true }
  } catch {
    return { text, isJson: false }
  }
}

function pathOf(url: string): string {
  const parsed = URL.parse(url)
  return parsed ? `${parsed.pathname}${parsed.search}` : url
}
