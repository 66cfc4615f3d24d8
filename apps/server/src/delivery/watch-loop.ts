import type { Waits } from '../waits.ts'
import { pause } from './pause.ts'
import type { Slice } from './slice.ts'

const longestUnchecked = ({ stateStaleMs, stateCheckMs }: Waits) => stateStaleMs - stateCheckMs

/** Asks now and then whether the slice may go on, and ends it when its time is over. */
export async function watchLoop(slice: Slice): Promise<void> {
  const { parts, progress, handOut, halt } = slice
  const { waits, clock } = parts
  const endsAt = clock.monotonicMs() + waits.sliceMs
  let checkedAt = clock.monotonicMs()
  while (!slice.isSent()) {
    await pause(waits.stateCheckMs, halt)
    if (slice.isSent()) return
    const startedAt = clock.monotonicMs()
    if (startedAt >= endsAt && progress.stop === null) slice.stop('time')
    progress.rate = progress.rate * 0.5 + ((progress.finished - progress.finishedBefore) / waits.stateCheckMs) * 500
    progress.finishedBefore = progress.finished
    // An intent's commit tells as much, but nothing of the credential.
    const isConfirmed =
      startedAt - progress.confirmedAt < waits.stateCheckMs && startedAt - checkedAt < longestUnchecked(waits)
    if (!progress.isChanged && isConfirmed) continue
    progress.isChanged = false
    const said = await parts.states.check(handOut, slice.credential.revision).catch(() => null)
    if (said !== null) checkedAt = startedAt
    if (said === 'stop') slice.stop('state')
    else if (said !== null) progress.confirmedAt = startedAt
    // The next slice takes the replay in.
    if (said === 'hand_on') slice.stop('time')
    slice.changed()
  }
}
