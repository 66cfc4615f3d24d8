export type RepeatLimit = {
  /** A request was sent. */
  note(isRepeat: boolean): void
  /** Whether another repeat may be sent now. */
  isAllowed(): boolean
}

const share = 0.1
/** In a fifth of the window. */
const floor = 10
const buckets = 50

/**
 * Repeats are at most a tenth of a destination's requests in any window (5 minutes), or 10 in a fifth of it (a minute):
 * a target that fails isn't loaded with them.
 */
export function createRepeatLimit(windowMs: number, now: () => number): RepeatLimit {
  const bucketMs = windowMs / buckets
  const counts: { at: number; requests: number; repeats: number }[] = []

  const drop = () => {
    const oldest = now() - windowMs
    while (counts[0] && counts[0].at + bucketMs < oldest) counts.shift()
  }

  return {
    note(isRepeat) {
      drop()
      const at = Math.floor(now() / bucketMs) * bucketMs
      const last = counts.at(-1)
      const bucket = last?.at === at ? last : { at, requests: 0, repeats: 0 }
      if (bucket !== last) counts.push(bucket)
      bucket.requests += 1
      if (isRepeat) bucket.repeats += 1
    },
    isAllowed() {
      drop()
      const requests = counts.reduce((sum, bucket) => sum + bucket.requests, 0)
      const repeats = counts.reduce((sum, bucket) => sum + bucket.repeats, 0)
      if (repeats < requests * share) return true
      const aMinuteAgo = now() - windowMs / 5
      const ofLate = counts.reduce((sum, bucket) => sum + (bucket.at >= aMinuteAgo ? bucket.repeats : 0), 0)
      return ofLate < floor
    },
  }
}
