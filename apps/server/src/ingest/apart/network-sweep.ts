const sweepBytes = 4_194_304

/**
 * Collects the young garbage each time another 4 MiB have come from the network. V8 collects when its own heap is full,
 * and hardly feels the 64 KiB that each read takes outside of it: a fast upload would leave tens of megabytes of read
 * buffers behind before. Without `--expose-gc` (process.json) it does nothing.
 */
export function createNetworkSweep(): (bytes: number) => void {
  let unswept = 0
  return (bytes) => {
    unswept += bytes
    if (unswept < sweepBytes) return
    unswept = 0
    globalThis.gc?.({ type: 'minor', execution: 'sync' })
  }
}
