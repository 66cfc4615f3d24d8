import { ActionIcon, Drawer } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import type { Destination, RecordDetail } from '@sluice/schema'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Banner } from '../../../components/banner.tsx'
import { DataText } from '../../../components/data-text.tsx'
import { ErrorState } from '../../../components/error-state.tsx'
import { LoadingRows } from '../../../components/loading-rows.tsx'
import { StatePill } from '../../../components/state.tsx'
import { outcomes } from '../../../components/states.ts'
import { asSentence } from '../../../lib/as-sentence.ts'
import { formatSeq } from '../../../lib/format.ts'
import { recordOutcomeQuery } from '../data/outcomes.ts'
import { rowButtonId } from '../outcome-columns.tsx'
import { isQuarantined } from '../quarantine-choice.ts'
import { AttemptView } from './attempt-view.tsx'
import classes from './panel.module.css'
import { QuarantineActions } from './quarantine/quarantine-actions.tsx'
import { RecordAsItCame } from './record-as-it-came.tsx'

type Props = {
  destination: Destination
  seq: number
  isSending: boolean
  neighbours: { before: number | undefined; after: number | undefined }
  /** Shows another record; nothing closes the panel. */
  onShow: (seq: number | undefined) => void
}

/** A record beside the list: its outcome and why, every request that carried it, and how it came. */
export function RecordPanel({ destination, seq, isSending, neighbours, onShow }: Props) {
  const { data: record, error, isPending, refetch } = useQuery(recordOutcomeQuery(destination.id, seq, isSending))
  useEffect(() => {
    document.getElementById(rowButtonId(seq))?.scrollIntoView({ block: 'nearest' })
  }, [seq])
  const go = (to: number | undefined) => to !== undefined && onShow(to)
  useHotkeys([
    ['ArrowUp', () => go(neighbours.before)],
    ['ArrowDown', () => go(neighbours.after)],
  ])
  const close = () => {
    onShow(undefined)
    document.getElementById(rowButtonId(seq))?.focus()
  }
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size={560}
      withOverlay={false}
      lockScroll={false}
      trapFocus={false}
      closeOnClickOutside={false}
      title={
        <span className={classes.panelTitle}>
          Record {formatSeq(seq)} {record && <StatePill look={outcomes[record.outcome]} />}
        </span>
      }
    >
      <div ref={takeFocus} className={classes.panel} tabIndex={-1}>
        <div className={classes.steps}>
          <ActionIcon
            aria-label="The record before"
            disabled={neighbours.before === undefined}
            onClick={() => go(neighbours.before)}
          >
            <IconChevronUp size={16} />
          </ActionIcon>
          <ActionIcon
            aria-label="The record after"
            disabled={neighbours.after === undefined}
            onClick={() => go(neighbours.after)}
          >
            <IconChevronDown size={16} />
          </ActionIcon>
        </div>
        {isPending && <LoadingRows rows={6} label="Loading the record" />}
        {error && <ErrorState title="The record couldn’t be read" error={error} onRetry={refetch} />}
        {record && <RecordWords destination={destination} record={record} />}
      </div>
    </Drawer>
  )
}

/** The keyboard goes on in the panel; closing it leads back to the record's row. */
const takeFocus = (panel: HTMLElement | null) => panel?.focus({ preventScroll: true })

function RecordWords({ destination, record }: { destination: Destination; record: RecordDetail }) {
  const { attempts } = record
  return (
    <>
      <Verdict record={record} />
      {isQuarantined(record.outcome) && (
        <QuarantineActions
          destination={destination}
          select={{ by: 'seqs', seqs: [record.seq] }}
          what={`record ${formatSeq(record.seq)}`}
        />
      )}
      {attempts.toReversed().map((attempt, index) => (
        <AttemptView
          key={`${attempt.at} ${attempt.runId}`}
          attempt={attempt}
          label={`attempt ${attempts.length - index} of ${attempts.length}`}
          fieldErrors={index === 0 ? record.fieldErrors : []}
        />
      ))}
      <RecordAsItCame record={record} />
    </>
  )
}

/** What became of it, in words. */
function Verdict({ record: { outcome, reason, note, salesloftId, status } }: { record: RecordDetail }) {
  switch (outcome) {
    case 'sent':
      return (
        <Banner tone="green" title={salesloftId === null ? 'Sent.' : 'Sent; its id in Salesloft is'}>
          {salesloftId !== null && <DataText>{salesloftId}</DataText>} {note && <DataText>{note}</DataText>}
        </Banner>
      )
    case 'pending':
      return (
        <Banner tone="blue" title="It waits.">
          Nothing was decided about it yet. {note && <DataText>{note}</DataText>}
        </Banner>
      )
    case 'skipped':
      return (
        <Banner tone="blue" title="It was left out.">
          {reason && <DataText>{reason}</DataText>}
        </Banner>
      )
    case 'rejected':
    case 'invalid':
    case 'unknown':
      return (
        <Banner tone={outcome === 'rejected' ? 'red' : 'amber'} icon={outcomes[outcome].icon} title={titles[outcome]}>
          {reason && <DataText>{asSentence(reason)}</DataText>} {status !== null && `Status ${status}.`}
        </Banner>
      )
    default:
      return outcome satisfies never
  }
}

const titles = {
  rejected: 'Salesloft refused it.',
  invalid: 'It was never sent.',
  unknown: 'It isn’t known whether it was applied.',
} as const
