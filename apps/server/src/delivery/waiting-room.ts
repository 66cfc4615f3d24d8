type Waiter = {
  readonly condition: () => boolean
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

export type WaitingRoom = {
  /**
   * Resolves as soon as the condition holds, or the time is over. Once it has said true it isn't asked again, so it may
   * take what it waited for: those who wait are asked in the order they came.
   */
  until(condition: () => boolean, timeoutMs?: number): Promise<void>
  /** Something changed: all conditions are looked at, once for all changes of the moment. */
  changed(): void
}

const held = Promise.resolve()

/** Where the loops of a slice wait for each other: only those wake up whose condition holds. */
export function createWaitingRoom(): WaitingRoom {
  let waiters: Waiter[] = []
  let isDue = false

  const look = () => {
    isDue = false
    const asked = waiters
    waiters = []
    const left = asked.filter((waiter) => !settles(waiter))
    waiters = waiters.length === 0 ? left : [...left, ...waiters]
  }
  const settles = ({ condition, resolve, reject }: Waiter) => {
    try {
      if (!condition()) return false
      resolve()
    } catch (error) {
      reject(error)
    }
    return true
  }

  return {
    until(condition, timeoutMs) {
      try {
        if (condition()) return held
      } catch (error) {
        return Promise.reject(error)
      }
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const waiter = { condition, resolve, reject }
      waiters.push(waiter)
      if (timeoutMs === undefined) return promise
      const onTimeout = () => {
        waiters = waiters.filter((other) => other !== waiter)
        resolve()
      }
      const timer = setTimeout(onTimeout, Math.max(1, timeoutMs))
      return promise.finally(() => clearTimeout(timer))
    },
    changed() {
      if (isDue || waiters.length === 0) return
      isDue = true
      queueMicrotask(look)
    },
  }
}
