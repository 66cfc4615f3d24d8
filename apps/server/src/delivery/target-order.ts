import { FleetingMap } from '@sluice/collections'

type Targeted = { readonly targets: readonly string[] }

export type TargetOrder<Item extends Targeted> = {
  /** Takes an item in; true when nothing before it writes to the same target, so that it may go. */
  add(item: Item): boolean
  /** Nothing before it writes to the same target. */
  isFree(item: Item): boolean
  /** An item has its outcome, free to go or not; gives the items that may go now. */
  finish(item: Item): Item[]
  /** Others take the place of an item that was free to go; their targets are among its own. Gives those that may go now. */
  replace(item: Item, others: readonly Item[]): Item[]
}

/**
 * Keeps requests that write to the same target in the order in which they were added, one at a time, through all
 * their retries. An item without a target waits for nobody.
 */
export function createTargetOrder<Item extends Targeted>(): TargetOrder<Item> {
  const queues = new FleetingMap<string, Item[]>()
  const blockers = new FleetingMap<Item, number>()

  /** The first in the queue of a target has one blocker less; gives it when that was the last. */
  const unblock = (queue: readonly Item[] | undefined): Item[] => {
    const next = queue?.[0]
    if (!next) return []
    const left = (blockers.get(next) ?? 1) - 1
    if (left > 0) blockers.set(next, left)
    else blockers.delete(next)
    return left > 0 ? [] : [next]
  }

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

    isFree: (item) => !blockers.has(item),

    finish(item) {
      blockers.delete(item)
      return item.targets.flatMap((target) => {
        const queue = queues.get(target)
        const at = queue?.indexOf(item) ?? -1
        if (at >= 0) queue?.splice(at, 1)
        if (queue?.length === 0) queues.delete(target)
        return at === 0 ? unblock(queue) : []
      })
    },

    replace(item, others) {
      for (const other of others) {
        const isFirst = (target: string) => others.find(({ targets }) => targets.includes(target)) === other
        const before = other.targets.filter((target) => !isFirst(target)).length
        if (before > 0) blockers.set(other, before)
      }
      const freed = item.targets.flatMap((target) => {
        const heirs = others.filter(({ targets }) => targets.includes(target))
        const queue = queues.get(target)
        queue?.splice(0, 1, ...heirs)
        if (queue?.length === 0) queues.delete(target)
        return heirs.length > 0 ? [] : unblock(queue)
      })
      return [...others.filter((other) => !blockers.has(other)), ...freed]
    },
  }
}
