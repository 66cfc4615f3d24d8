import type { DestinationStatus } from '@sluice/schema'

/** Which destinations a page shows. */
export type StatusFilter = ReadonlySet<string> | 'all'

export type StatusFeed = {
  /** What is the case now. */
  snapshot(filter: StatusFilter): Promise<DestinationStatus[]>
  /** Calls with each change, at most every {@link betweenMs} for one destination. Gives what ends it. */
  subscribe(filter: StatusFilter, listener: (status: DestinationStatus) => void): () => void
  /** A destination has changed. */
  changed(id: string): void
  /** Records were added to a Nexset. */
  appended(nexsetId: string): void
  /** Anything may have changed. */
  changedAny(): void
  close(): void
}

type Deps = {
  readonly find: (id: string) => Promise<DestinationStatus | undefined>
  readonly ids: (nexsetId?: string) => Promise<string[]>
  readonly onError: (error: unknown) => void
  readonly betweenMs?: number
  /** How often a speed or a wait, which fade without any event, is looked at again. */
  readonly fadingMs?: number
}

/** Looks at destinations that changed, once for all pages that show them, and only while some page does. */
export function createStatusFeed({ find, ids, onError, betweenMs = 250, fadingMs = 5_000 }: Deps): StatusFeed {
  const subscribers = new Set<{ filter: StatusFilter; listener: (status: DestinationStatus) => void }>()
  /** Destinations that were looked at a moment ago, and whether they have changed since. */
  const resting = new Map<string, { timer: NodeJS.Timeout; isChanged: boolean }>()
  const fading = new Set<string>()
  const fadingTimer = setInterval(() => [...fading].forEach(changed), fadingMs).unref()

  return {
    async snapshot(filter) {
      const wanted = filter === 'all' ? await ids() : [...filter]
      const found: DestinationStatus[] = []
      for (const id of wanted) {
        const status = await find(id)
        if (status) found.push(note(status))
      }
      return found
    },

    subscribe(filter, listener) {
      const subscriber = { filter, listener }
      subscribers.add(subscriber)
      return () => subscribers.delete(subscriber)
    },

    changed,

    appended: (nexsetId) => changedAll(nexsetId),

    changedAny: () => changedAll(),

    close() {
      clearInterval(fadingTimer)
      for (const { timer } of resting.values()) clearTimeout(timer)
      resting.clear()
      subscribers.clear()
    },
  }

  function changedAll(nexsetId?: string): void {
    if (subscribers.size > 0) ids(nexsetId).then((found) => found.forEach(changed), onError)
  }

  function changed(id: string): void {
    const rest = resting.get(id)
    if (rest) rest.isChanged = true
    else if (isWanted(id)) look(id)
    else fading.delete(id)
  }

  /** The next look begins when this one is told, so that nobody is told what was after what is. */
  function look(id: string): void {
    const { promise: rested, resolve } = Promise.withResolvers<void>()
    const rest = { timer: setTimeout(resolve, betweenMs), isChanged: false }
    resting.set(id, rest)
    void Promise.all([rested, find(id).then(tell, onError)]).then(() => {
      if (resting.get(id) !== rest) return
      resting.delete(id)
      if (rest.isChanged) changed(id)
    })
  }

  function tell(status: DestinationStatus | undefined): void {
    if (!status) return
    note(status)
    for (const { filter, listener } of subscribers) if (filter === 'all' || filter.has(status.id)) listener(status)
  }

  function note(status: DestinationStatus): DestinationStatus {
    if (status.rate > 0 || status.budget.waitsUntil !== null) fading.add(status.id)
    else fading.delete(status.id)
    return status
  }

  function isWanted(id: string): boolean {
    for (const { filter } of subscribers) if (filter === 'all' || filter.has(id)) return true
    return false
  }
}
