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
    if (startedAt - progress.confirmedAt < waits.stateCheckMs) continue
    const mayGoOn = await parts.states.mayGoOn(handOut).catch(() => null)
    if (mayGoOn === false) slice.stop('state')
    else if (mayGoOn) progress.confirmedAt = startedAt
    slice.changed()
  }
}
