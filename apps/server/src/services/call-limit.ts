import { AppError } from '../errors.ts'

export type CallLimit = ReturnType<typeof createCallLimit>

type Limits = { readonly perMinute: number; readonly atOnce: number; readonly now?: () => number }

/** Bounds the calls to a target that one person triggers: checks, look-ups, test sends. */
export function createCallLimit({ perMinute, atOnce, now = () => performance.now() }: Limits) {
  const users = new Map<string, { started: number[]; running: number }>()

  return {
    /** Does the work, or refuses it with `too_many_requests` and says how long to wait. */
    async run<Result>(userId: string, work: () => Promise<Result>): Promise<Result> {
      const user = users.get(userId) ?? { started: [], running: 0 }
      users.set(userId, user)
      const at = now()
      user.started = user.started.filter((started) => at - started < 60_000)
      const oldest = user.started[0]
      if (user.started.length >= perMinute && oldest !== undefined)
        throw refusal(Math.ceil((oldest + 60_000 - at) / 1000))
      if (user.running >= atOnce) throw refusal(1)
      user.started.push(at)
      user.running += 1
      try {
        return await work()
      } finally {
        user.running -= 1
      }
    },
  }

  function refusal(retryAfterSeconds: number): AppError {
    const message = `Checks, look-ups and test sends are bounded to ${perMinute} a minute and ${atOnce} at a time. Try again in ${retryAfterSeconds} s.`
    return new AppError('too_many_requests', message, [], { retryAfterSeconds })
  }
}
