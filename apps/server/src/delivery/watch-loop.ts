import { pause } from './pause.ts'
import type { Slice } from './slice.ts'

/** Asks now and then whether the slice may go on, and ends it when its time is over. */
export async function watchLoop(slice: Slice): Promise<void> {
  const { parts, progress, handOut, halt } = slice
  const { waits, clock } = parts
  const endsAt = clock.monotonicMs() + waits.sliceMs
  let sent = 0
  while (!slice.isSent()) {
    await pause(waits.stateCheckMs, halt)
    if (slice.isSent()) return
    const startedAt = clock.monotonicMs()
    if (startedAt >= endsAt && progress.stop === null) slice.stop('time')
    progress.rate = progress.rate * 0.5 + ((progress.finished - sent) / waits.stateCheckMs) * 500
    sent = progress.finished
    if (!progress.isChanged && startedAt - progress.confirmedAt < waits.stateCheckMs) continue
    progress.isChanged = false
    const said = await parts.states.check(handOut).catch(() => null)
    if (said === 'stop') slice.stop('state')
    else if (said !== null) progress.confirmedAt = startedAt
    // The next slice takes the replay in.
    if (said === 'hand_on') slice.stop('time')
    slice.changed()
  }
}
