import type { Destination } from '@sluice/schema'
import { useQuery } from '@tanstack/react-query'
import { Banner } from '../../../../components/banner.tsx'
import { AnchorLink } from '../../../../components/links.tsx'
import { ProgressBar } from '../../../../components/progress-bar.tsx'
import { formatNumber } from '../../../../lib/format.ts'
import { replayRunsQuery } from '../../data/outcomes.ts'
import { replayWords } from '../../describe-replay.ts'
import classes from '../../destinations.module.css'

const shownMs = 10 * 60_000

/** The replay that goes on or waits, or what came of the last one if that isn't long ago. */
export function ReplayProgress({ destination: { id } }: { destination: Destination }) {
  const { data } = useQuery(replayRunsQuery(id))
  const replays = data?.filter(({ kind }) => kind === 'replay') ?? []
  const run = replays.findLast(({ endedAt }) => endedAt === null) ?? replays[0]
  if (!run || (run.endedAt !== null && Date.now() - Date.parse(run.endedAt) > shownMs)) return null
  const { sent, rejected, invalid, unknown, skipped, pending } = run.counts
  const { title, text } = replayWords(run)
  const isDone = run.endedAt !== null
  const isGood = rejected + invalid + unknown === 0
  return (
    <div className={classes.notice}>
      <Banner tone={!isDone ? 'blue' : isGood ? 'green' : 'amber'} title={title}>
        {text}{' '}
        <AnchorLink to="/destinations/$id/$tab" params={{ id, tab: 'runs' }}>
          Run {formatNumber(run.number)}
        </AnchorLink>
      </Banner>
      {!isDone && (
        <ProgressBar
          counts={run.counts}
          total={sent + rejected + invalid + unknown + skipped + pending}
          label="Progress of the replay"
        />
      )}
    </div>
  )
}
