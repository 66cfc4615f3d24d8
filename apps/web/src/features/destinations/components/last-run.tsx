import type { Run } from '@sluice/schema'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Facts } from '../../../components/facts.tsx'
import { RelativeTime } from '../../../components/relative-time.tsx'
import { StateWord } from '../../../components/state.tsx'
import { runLook } from '../../../components/states.ts'
import { formatCount, formatNumber, formatSeq } from '../../../lib/format.ts'
import { runsQuery } from '../data/outcomes.ts'
import classes from '../destinations.module.css'
import { averageRate, runRange } from '../run-facts.ts'

/** The run that goes on, or else the newest. */
export function LastRun({ id, isSending }: { id: string; isSending: boolean }) {
  const { data } = useInfiniteQuery(runsQuery(id, isSending))
  const run = data?.pages[0]?.items[0]
  return (
    <section className={classes.block} aria-labelledby="run-heading">
      <div className={classes.blockHead}>
        <h2 id="run-heading" className={classes.heading}>
          {run?.state === 'running' ? 'Current run' : 'Last run'}{' '}
          {run && <span className={classes.small}>{formatSeq(run.number)}</span>}
        </h2>
        {run && <StateWord look={runLook(run)} />}
      </div>
      <div className={classes.blockBody}>
        {run ? <RunFacts run={run} /> : <p className={classes.none}>It has not been activated yet.</p>}
      </div>
    </section>
  )
}

function RunFacts({ run }: { run: Run }) {
  return (
    <Facts
      items={[
        ['Started', <RelativeTime key="started" time={run.startedAt} />],
        ['Range', runRange(run)],
        ['Average rate', averageRate(run)],
        ['Calls', `${formatCount(run.requests, 'call')}, ${formatNumber(run.points)} points`],
      ]}
    />
  )
}
