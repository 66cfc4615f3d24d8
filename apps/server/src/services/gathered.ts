/** Items that come while the last ones are still at work are worked on together, so many at most. */
export type Gathered<Item> = {
  /** Resolves when there is room for more; rejects when work has failed. */
  add(item: Item): Promise<void>
  /** Resolves when all is done. */
  end(): Promise<void>
}

export function createGathered<Item>(most: number, work: (items: readonly Item[]) => Promise<void>): Gathered<Item> {
  let waiting: Item[] = []
  let working: Promise<void> | null = null

  const begin = (): Promise<void> => {
    const items = waiting
    waiting = []
    working = work(items).then(() => {
      working = null
      if (waiting.length > 0) begin()
    })
    // Awaited by the next call; until then its failure is no one's.
    working.catch(() => {})
    return working
  }

  return {
    async add(item) {
      if (waiting.length === most) await working
      waiting.push(item)
      if (!working) begin()
    },
    async end() {
      while (working) await working
    },
  }
}
