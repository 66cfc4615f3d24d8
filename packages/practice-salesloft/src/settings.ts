/** What can be set when it starts, and changed while it runs. */
export type Settings = {
  /** Points that the team has per window; 0 is without a limit, and then no remaining points are told. */
  pointsPerMinute: number
  /** Length of the window in milliseconds: less than 60,000 is a minute scaled down. */
  windowMs: number
  /** `fixed` windows start anew; in a `sliding` one each point comes back a window after it was spent. */
  windowKind: 'fixed' | 'sliding'
  /** Another client of the same team: takes this share of the points, in equal parts every `othersEveryMs`. */
  othersShare: number
  othersEveryMs: number
  /** Whether a 429 carries `Retry-After`, and in which form. */
  retryAfter: 'none' | 'seconds' | 'date'
  /** How long an answer is held back after the effect, in milliseconds. */
  latencyMs: number
  /** How long a bulk job waits before its first item, and the time each item takes, in milliseconds. */
  bulkJobDelayMs: number
  bulkJobItemMs: number
}

export const defaultSettings: Settings = {
  pointsPerMinute: 600,
  windowMs: 60_000,
  windowKind: 'fixed',
  othersShare: 0,
  othersEveryMs: 1_000,
  retryAfter: 'none',
  latencyMs: 0,
  bulkJobDelayMs: 200,
  bulkJobItemMs: 0,
}

const ranges = {
  pointsPerMinute: [0, 1_000_000],
  windowMs: [10, 3_600_000],
  othersShare: [0, 1],
  othersEveryMs: [1, 3_600_000],
  latencyMs: [0, 600_000],
  bulkJobDelayMs: [0, 600_000],
  bulkJobItemMs: [0, 60_000],
} as const

const choices = {
  windowKind: ['fixed', 'sliding'],
  retryAfter: ['none', 'seconds', 'date'],
} as const

/** Puts the given values into the settings. Throws a RangeError that names the first one that can't be. */
export function changeSettings(settings: Settings, given: Readonly<Record<string, unknown>>): void {
  const changed = { ...settings }
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue
    if (isNumberName(name)) changed[name] = inRange(name, value)
    else if (name === 'windowKind') changed.windowKind = choice(name, choices.windowKind, value)
    else if (name === 'retryAfter') changed.retryAfter = choice(name, choices.retryAfter, value)
    else throw new RangeError(`There is no setting ${name}.`)
  }
  Object.assign(settings, changed)
}

const isNumberName = (name: string): name is keyof typeof ranges => Object.hasOwn(ranges, name)

function inRange(name: keyof typeof ranges, value: unknown): number {
  const [least, most] = ranges[name]
  if (typeof value !== 'number' || !(value >= least && value <= most))
    throw new RangeError(`${name} must be a number from ${least} to ${most}.`)
  return value
}

function choice<Choice extends string>(name: string, allowed: readonly Choice[], value: unknown): Choice {
  const found = allowed.find((one) => one === value)
  if (found === undefined) throw new RangeError(`${name} must be one of ${allowed.join(', ')}.`)
  return found
}
