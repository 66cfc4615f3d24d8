export type Signal = {
  /** Resolves at the next ring. */
  wait(): Promise<void>
  ring(): void
}

/** Tells the loops of a slice that something changed; each then looks whether it concerns it. */
export function createSignal(): Signal {
  let waiting = Promise.withResolvers<void>()
  let isAwaited = false
  return {
    wait() {
      isAwaited = true
      return waiting.promise
    },
    ring() {
      if (!isAwaited) return
      isAwaited = false
      const { resolve } = waiting
      waiting = Promise.withResolvers<void>()
      resolve()
    },
  }
}
