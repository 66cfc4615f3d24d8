import type { BuildStep, TestSend } from '@sluice/schema'
import { IconAlertTriangle, IconCheck, IconCircleX, IconHelpCircle } from '@tabler/icons-react'
import { DataText } from '../../../components/data-text.tsx'
import { formatCount } from '../../../lib/format.ts'
import classes from './sample-row.module.css'
import { problemsOf, stateOf } from './step-facts.ts'

/** How a sample stands: what its last test was answered, else whether it would be sent. */
export function RowState({ step, result }: { step: BuildStep; result: TestSend | null }) {
  if (result) return <ResultState result={result} />
  const state = stateOf(step)
  const problems = problemsOf(step)
  switch (state) {
    case 'ok':
      return (
        <span className={classes.state} data-tone="green">
          <IconCheck size={16} aria-label="Looks right" role="img" />
        </span>
      )
    case 'warning':
      return (
        <span className={classes.state} data-tone="amber">
          <IconAlertTriangle size={15} aria-hidden /> {formatCount(problems.length, 'warning')}
        </span>
      )
    case 'invalid':
      return (
        <span className={classes.state} data-tone="amber" title={problems.map(({ message }) => message).join(' ')}>
          <IconAlertTriangle size={15} aria-hidden />
          <span className={classes.reason}>
            <DataText>{problems[0]?.message ?? 'Invalid'}</DataText>
          </span>
        </span>
      )
    default:
      return state satisfies never
  }
}

function ResultState({ result: { outcome, response } }: { result: TestSend }) {
  if (outcome === 'sent')
    return (
      <span className={classes.state} data-tone="green">
        <IconCheck size={15} aria-label="Sent" role="img" /> {response?.status}
      </span>
    )
  const Icon = outcome === 'unknown' ? IconHelpCircle : IconCircleX
  return (
    <span className={classes.state} data-tone={outcome === 'unknown' ? 'violet' : 'red'}>
      <Icon size={15} aria-hidden /> {response?.status ?? (outcome === 'unknown' ? 'No answer' : 'Not sent')}
    </span>
  )
}
