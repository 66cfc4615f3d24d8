import { FleetingMap } from '@sluice/collections'

type Callbacks = FleetingMap<() => void, true>

const callbacksOf = new WeakMap<AbortSignal, Callbacks>()

/**
 * Calls back when the signal, which hasn't aborted yet, does; what comes back takes that back. As many requests as
 * there are in flight share the few signals of their slices: one listener for each signal costs them much less than
 * one for each request.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  const known = callbacksOf.get(signal)
  const callbacks = known ?? new FleetingMap()
  callbacks.set(callback, true)
  if (!known) {
    callbacksOf.set(signal, callbacks)
    signal.addEventListener('abort', () => callEach(callbacks), { once: true })
  }
  return () => callbacks.delete(callback)
}

function callEach(callbacks: Callbacks): void {
  for (const callback of callbacks.keys()) if (callbacks.has(callback)) callback()
  callbacks.clear()
}
