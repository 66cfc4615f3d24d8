type Targeted = { readonly targets: readonly string[] }

export type TargetOrder<Item extends Targeted> = {
  /** Takes an item in; true when nothing before it writes to the same target, so that it may go. */
  add(item: Item): boolean
  /** An item has its outcome; gives the items that may go now. */
  finish(item: Item): Item[]
}

/**
 * Keeps requests that write to the same target in the order in which they were added, one at a time, through all
 * their retries. An item without a target waits for nobody.
 */
export function createTargetOrder<Item extends Targeted>(): TargetOrder<Item> {
  const queues = new Map<string, Item[]>()
  const blockers = new Map<Item, number>()

  return {
    add(item) {
      let before = 0
      for (const target of item.targets) {
        const queue = queues.get(target)
        if (queue) {
          queue.push(item)
          before += 1
        } else queues.set(target, [item])
      }
      if (before > 0) blockers.set(item, before)
      return before === 0
    },

    finish(item) {
      const free: Item[] = []
      for (const target of item.targets) {
        const queue = queues.get(target)
        queue?.shift()
        const next = queue?.[0]
        if (!next) {
          queues.delete(target)
          continue
        }
        const left = (blockers.get(next) ?? 1) - 1
        if (left > 0) blockers.set(next, left)
        else {
          blockers.delete(next)
          free.push(next)
        }
      }
      return free
    },
  }
}
