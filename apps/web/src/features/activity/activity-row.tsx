import type { Destination, Run, TestSend } from '@sluice/schema'
import { IconAlertOctagon, IconCheck, IconCircleX, IconHelpCircle } from '@tabler/icons-react'
import { DataText } from '../../components/data-text.tsx'
import { AnchorLink } from '../../components/links.tsx'
import { runStates } from '../../components/states.ts'
import { formatClock, formatCount, formatDuration, formatExactTime, formatNumber, formatSeq } from '../../lib/format.ts'
import classes from './activity.module.css'
import type { Entry } from './entries.ts'

const testLooks = {
  sent: { icon: IconCheck, tone: 'green' },
  rejected: { icon: IconCircleX, tone: 'red' },
  unknown: { icon: IconHelpCircle, tone: 'violet' },
  failed: { icon: IconAlertOctagon, tone: 'red' },
} as const

/** One thing that happened: when, what, to which destination, and how it went. */
export function ActivityRow({ entry, destinations }: { entry: Entry; destinations: Destination[] }) {
  const look = entry.kind === 'run' ? runStates[entry.run.state] : testLooks[entry.test.outcome]
  return (
    <div className={classes.row}>
      <time className={classes.time} dateTime={entry.at} title={formatExactTime(entry.at)}>
        {formatClock(entry.at)}
      </time>
      <look.icon size={16} className={classes.icon} data-tone={look.tone} aria-hidden />
      {entry.kind === 'run' ? (
        <RunWords run={entry.run} destinations={destinations} />
      ) : (
        <TestWords test={entry.test} />
      )}
    </div>
  )
}

function RunWords({ run, destinations }: { run: Run; destinations: Destination[] }) {
  const { counts, number, kind, destinationId, destinationName, state } = run
  const name = destinations.find((destination) => destination.id === destinationId)?.name ?? destinationName
  const notSent = counts.rejected + counts.invalid + counts.unknown
  const length = run.endedAt ? Date.parse(run.endedAt) - Date.parse(run.startedAt) : null
  const facts = [
    `${formatNumber(counts.sent)} sent`,
    notSent > 0 && `${formatNumber(notSent)} not sent`,
    length === null ? runStates[state].word.toLowerCase() : `in ${formatDuration(length)}`,
    length !== null && state !== 'caught_up' && runStates[state].word.toLowerCase(),
  ]
  return (
    <span className={classes.words}>
      {kind === 'replay' ? 'Replay' : 'Run'} {formatSeq(number)} of{' '}
      <AnchorLink to="/destinations/$id/$tab" params={{ id: destinationId, tab: 'runs' }} className={classes.name}>
        {name}
      </AnchorLink>
      <span className={classes.remark}>{facts.filter(Boolean).join(', ')}</span>
    </span>
  )
}

function TestWords({ test }: { test: TestSend }) {
  const { request, response, seqs, isEdited, problem, durationMs, writtenAs, outcome } = test
  const which = seqs.length === 1 ? `record ${formatSeq(seqs[0] ?? 0)}` : formatCount(seqs.length, 'record')
  const answer = response
    ? `${response.status} ${response.statusText}`
    : outcome === 'unknown'
      ? 'no answer'
      : 'not sent'
  return (
    <span className={classes.words}>
      Test of <strong className={classes.name}>{`${request.method} ${pathOf(request.url)}`}</strong>
      <span className={classes.remark}>
        {which}
        {isEdited && ', edited'}: {answer}, {formatDuration(durationMs)}
        {problem && (
          <>
            {' · '}
            <DataText>{problem}</DataText>
          </>
        )}
      </span>
      {writtenAs && (
        <span className={classes.who}>
          <DataText>{writtenAs}</DataText>
        </span>
      )}
    </span>
  )
}

const pathOf = (url: string) => (URL.canParse(url) ? new URL(url).pathname : url)
