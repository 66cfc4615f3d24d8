import type { RequestPlan } from '@sluice/request-builder'
import type { BuildStep, TestSend } from '@sluice/schema'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { memo, useId, useMemo, useState } from 'react'
import { DataText } from '../../../components/data-text.tsx'
import { MethodBadge } from '../../../components/method-badge.tsx'
import { formatBytes, formatSeq } from '../../../lib/format.ts'
import { TestSample } from '../test-send/test-sample.tsx'
import { InvalidSample } from './invalid-sample.tsx'
import { RowState } from './row-state.tsx'
import classes from './sample-row.module.css'
import { SampleView } from './sample-view.tsx'
import { describeSeqs, pathOf, seqsOf } from './step-facts.ts'

type Props = { step: BuildStep; plan: RequestPlan; isFirst: boolean; isTesting: boolean }

const encoder = new TextEncoder()

/** One sample: a line that unfolds to the whole request. Its edits and answers stay while settings change. */
export const SampleRow = memo(function SampleRow({ step, plan, isFirst, isTesting }: Props) {
  const text = step.kind === 'request' ? step.request.body : null
  const size = useMemo(() => (text === null ? null : encoder.encode(text).length), [text])
  const [isOpen, setOpen] = useState(isFirst)
  const [edited, setEdited] = useState<string | null>(null)
  const [result, setResult] = useState<TestSend | null>(null)
  const body = useId()
  const request = step.kind === 'request' ? step.request : null
  const seqs = describeSeqs(seqsOf(step))
  const Chevron = isOpen ? IconChevronDown : IconChevronRight
  return (
    <li className={classes.root}>
      <button
        type="button"
        className={classes.head}
        aria-expanded={isOpen}
        aria-controls={body}
        onClick={() => setOpen(!isOpen)}
      >
        <Chevron size={17} className={classes.chevron} aria-hidden />
        {request ? (
          <>
            <MethodBadge method={request.method} />
            <code className={classes.path}>
              <DataText>{pathOf(request.url)}</DataText>
            </code>
          </>
        ) : (
          <span className={classes.notSent}>Record {formatSeq(seqsOf(step)[0] ?? 0)} isn’t sent</span>
        )}
        {request && <span className={classes.seqs}>{seqs}</span>}
        {edited !== null && isTesting ? (
          <span className={classes.size}>edited</span>
        ) : (
          size !== null && <span className={classes.size}>{formatBytes(size)}</span>
        )}
        <RowState step={step} result={result} />
      </button>
      <div id={body} hidden={!isOpen}>
        {isOpen && step.kind === 'invalid' && <InvalidSample seq={step.seq} problems={step.problems} />}
        {isOpen && request && !isTesting && <SampleView request={request} plan={plan} />}
        {isOpen && request && isTesting && (
          <TestSample request={request} edited={edited} onEdit={setEdited} result={result} onResult={setResult} />
        )}
      </div>
    </li>
  )
})
