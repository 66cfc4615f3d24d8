import type { Destination, ErrorGroup } from '@sluice/schema'
import { useQuery } from '@tanstack/react-query'
import { DataText } from '../../../components/data-text.tsx'
import { AnchorLink } from '../../../components/links.tsx'
import { LoadingRows } from '../../../components/loading-rows.tsx'
import { formatCount, formatSeq } from '../../../lib/format.ts'
import { recordOutcomeQuery } from '../data/outcomes.ts'
import classes from '../destinations.module.css'
import errorClasses from '../errors.module.css'
import { AttemptView } from './attempt-view.tsx'
import { ExportMenu } from './export-menu.tsx'
import { QuarantineActions } from './quarantine/quarantine-actions.tsx'
import { RecordAsItCame } from './record-as-it-came.tsx'

type Props = { destination: Destination; group: ErrorGroup; isSending: boolean }

/** One cause: how many records it kept back, what to do, and the newest of them as an example. */
export function GroupDetail({ destination, group, isSending }: Props) {
  const { id } = destination
  const { data: record } = useQuery(recordOutcomeQuery(id, group.sampleSeq, isSending))
  const attempt = record?.attempts.at(-1)
  return (
    <section className={errorClasses.groupDetail} aria-labelledby="cause-heading">
      <div>
        <h2 id="cause-heading" className={classes.heading}>
          <DataText>{group.cause}</DataText>
        </h2>
        <p className={classes.none}>
          {formatCount(group.count, 'record')}. {group.advice ?? 'Look at one of them to see what to change.'}{' '}
          <AnchorLink
            to="/destinations/$id/$tab"
            params={{ id, tab: 'records' }}
            search={{ outcome: group.outcome, seq: group.sampleSeq }}
          >
            Open record {formatSeq(group.sampleSeq)}
          </AnchorLink>
        </p>
      </div>
      <div className={errorClasses.chosen}>
        <QuarantineActions
          destination={destination}
          select={{ by: 'group', fingerprint: group.fingerprint }}
          what={formatCount(group.count, 'record')}
        />
        <ExportMenu id={id} of={[group.outcome]} group={group.fingerprint} />
      </div>
      {!record && <LoadingRows rows={6} label="Loading an example" />}
      {record && !attempt && (
        <>
          {record.reason && (
            <p className={classes.none}>
              <DataText>{record.reason}</DataText>
            </p>
          )}
          <RecordAsItCame record={record} />
        </>
      )}
      {record && attempt && (
        <AttemptView
          attempt={attempt}
          label={`example, record ${formatSeq(record.seq)}`}
          fieldErrors={record.fieldErrors}
        />
      )}
    </section>
  )
}
