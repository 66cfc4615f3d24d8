import { FleetingMap } from '@sluice/collections'
import { createTargetOrder } from './target-order.ts'
import type { WorkItem } from './work-item.ts'

export type WorkQueue = {
  /** Items that were added and aren't finished. */
  readonly size: number
  /** Their bytes. */
  readonly bytes: number
  /** Items that may go now. */
  readonly readyCount: number
  /** Takes an item in, to go at `notBefore` (monotonic) at the earliest, and not before older ones of its targets. */
  add(item: WorkItem, notBefore?: number): void
  /** Takes an item in that goes nowhere before it is given to `again`; its targets are its own. */
  hold(item: WorkItem): void
  /** Items that may go now, oldest first. */
  take(most: number): WorkItem[]
  /** An item that was taken goes again, at `notBefore` at the earliest; its targets stay its own. */
  again(item: WorkItem, notBefore: number): void
  /** An item has its outcome: its targets are free. */
  finish(item: WorkItem): void
  /** In its place come others, whose targets are among its own. */
  replace(item: WorkItem, others: readonly WorkItem[]): void
  /** When the next waiting item is due; null when none waits. */
  nextDueAt(): number | null
}

/** The requests that a slice has in hand: ready, waiting for their time, or waiting for an older one's target. */
export function createWorkQueue(now: () => number): WorkQueue {
  const order = createTargetOrder<WorkItem>()
  const dueAt = new FleetingMap<WorkItem, number>()
  const held = new Set<WorkItem>()
  const waiting: WorkItem[] = []
  let ready: WorkItem[] = []
  let size = 0
  let bytes = 0

  const makeReady = (item: WorkItem) => {
    if (held.has(item)) return
    const due = dueAt.get(item) ?? 0
    dueAt.delete(item)
    if (due <= now()) ready.push(item)
    else {
      dueAt.set(item, due)
      waiting.push(item)
    }
  }
  const wake = () => {
    const time = now()
    for (let index = waiting.length - 1; index >= 0; index -= 1) {
      const item = waiting[index]
      if (!item || (dueAt.get(item) ?? 0) > time) continue
      waiting.splice(index, 1)
      dueAt.delete(item)
      ready.push(item)
    }
  }
  const count = (item: WorkItem, by: 1 | -1) => {
    size += by
    bytes += by * item.bytes
  }

  return {
    get size() {
      return size
    },
    get bytes() {
      return bytes
    },
    get readyCount() {
      if (waiting.length > 0) wake()
      return ready.length
    },
    add(item, notBefore = 0) {
      count(item, 1)
      if (notBefore > 0) dueAt.set(item, notBefore)
      if (order.add(item)) makeReady(item)
    },
    hold(item) {
      count(item, 1)
      held.add(item)
      order.add(item)
    },
    take(most) {
      if (waiting.length > 0) wake()
      const taken = ready.slice(0, most)
      ready = ready.slice(taken.length)
      return taken
    },
    again(item, notBefore) {
      held.delete(item)
      dueAt.set(item, notBefore)
      if (order.isFree(item)) makeReady(item)
    },
    finish(item) {
      count(item, -1)
      for (const next of order.finish(item)) makeReady(next)
    },
    replace(item, others) {
      count(item, -1)
      for (const other of others) count(other, 1)
      for (const next of order.replace(item, others)) makeReady(next)
    },
    nextDueAt() {
      let next: number | null = null
      for (const item of waiting) {
        const due = dueAt.get(item) ?? 0
        if (next === null || due < next) next = due
      }
      return next
    },
  }
}
