import type { DismissalLeftOut, ReplayLeftOut, Run } from '@sluice/schema'
import { formatCount, formatNumber } from '../../lib/format.ts'

/** Why chosen records aren't among those that would be sent, or dismissed; null when all are. */
export function leftOutWords(left: Partial<ReplayLeftOut & DismissalLeftOut>): string | null {
  const { sent = 0, unknown = 0, replaying = 0, others = 0, ahead = 0 } = left
  const parts = [
    sent > 0 && `${formatNumber(sent)} sent already`,
    unknown > 0 && `${formatNumber(unknown)} that may have been applied`,
    replaying > 0 && `${formatNumber(replaying)} in a replay that isn’t done`,
    ahead > 0 && `${formatNumber(ahead)} that delivery hasn’t come past yet`,
    others > 0 && `${formatNumber(others)} dismissed, skipped or not come to yet`,
  ].filter((part) => part !== false)
  return parts.length > 0 ? `Left out: ${parts.join(', ')}.` : null
}

/** How far a replay is, and what came of it. */
export function replayWords({ state, counts }: Run): { title: string; text: string } {
  const { sent, rejected, invalid, unknown, skipped, pending } = counts
  const total = sent + rejected + invalid + unknown + skipped + pending
  const notSent = rejected + invalid + unknown
  const result = [
    `${formatNumber(sent)} of ${formatCount(total, 'record')} sent`,
    notSent > 0 && `${formatNumber(notSent)} back in quarantine`,
    skipped > 0 && `${formatNumber(skipped)} passed over`,
  ]
  return { title: titles[state], text: `${result.filter((part) => part !== false).join(', ')}.` }
}

const titles = {
  running: 'A replay is sending.',
  caught_up: 'The last replay is done.',
  paused: 'A replay waits for this destination to be active.',
  held: 'A replay waits for the hold to be resolved.',
  failed: 'The last replay failed.',
} as const satisfies Record<Run['state'], string>
