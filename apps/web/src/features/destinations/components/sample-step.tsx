import { parse, printPretty } from '@sluice/json'
import type { BuildStep } from '@sluice/schema'
import { Banner } from '../../../components/banner.tsx'
import { DataText } from '../../../components/data-text.tsx'
import { JsonEditor } from '../../../components/json-editor/json-editor.tsx'
import { MethodBadge } from '../../../components/method-badge.tsx'
import { outcomes } from '../../../components/states.ts'
import { formatCount, formatSeq } from '../../../lib/format.ts'
import classes from './panel.module.css'

/** A request as it would go out, or why a record makes none. */
export function SampleStep({ step }: { step: BuildStep }) {
  if (step.kind === 'invalid') {
    return (
      <Banner tone="amber" icon={outcomes.invalid.icon} title={`Record ${formatSeq(step.seq)} would not be sent.`}>
        <DataText>{step.problems.map((problem) => problem.message).join(' ')}</DataText>
      </Banner>
    )
  }
  const { method, url, body, seqs, headers } = step.request
  const isJson = headers.some(([name, value]) => name === 'content-type' && value.startsWith('application/json'))
  return (
    <div className={classes.panelBlock}>
      <div className={classes.panelHead}>
        <MethodBadge method={method} />
        <code>
          <DataText>{url}</DataText>
        </code>
        <span className={classes.panelRemark}>
          {seqs.length === 1 ? formatSeq(seqs[0] ?? 0) : formatCount(seqs.length, 'record')}
        </span>
      </div>
      {body !== null && isJson && (
        <JsonEditor value={printPretty(parse(body))} label={`Body for record ${formatSeq(seqs[0] ?? 0)}`} />
      )}
      {body !== null && !isJson && (
        <pre className={classes.plain}>
          <DataText>{body}</DataText>
        </pre>
      )}
    </div>
  )
}
