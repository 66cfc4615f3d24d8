/** Time and chance as arguments, so that tests hold them. */
export type Clock = {
  /** Milliseconds that only ever grow: for durations. */
  readonly monotonicMs: () => number
  /** The wall clock. */
  readonly now: () => Date
  /** [0, 1) */
  readonly random: () => number
}

export const systemClock: Clock = {
  monotonicMs: () => performance.now(),
  now: () => new Date(),
  random: Math.random,
}
