/**
 * Every wait of the door, the rate budget and the delivery engine, in milliseconds, in this one table. Tests shrink
 * it with {@link shrinkWaits}; nothing else in the product holds a time of its own.
 */
export const waits = {
  /** Name lookup and TCP connection. */
  connectMs: 5_000,
  tlsMs: 5_000,
  /** From the first byte written to the whole head of the answer. */
  firstByteMs: 30_000,
  /** From the first byte written to the answer's end. */
  exchangeMs: 60_000,
  /** A request whose first byte isn't written this long after its intent's commit is not sent. */
  sendByMs: 5_000,
  /** How long an idle connection is kept for the next request. */
  keepAliveMs: 4_000,

  /** The window in which the target counts points. */
  budgetWindowMs: 60_000,
  /** The stretch of pacing that one lease of points covers: how often the budget's row is touched. */
  budgetLeaseMs: 250,
  /** Points are paced to be spent this long before the window is believed to end. */
  budgetMarginMs: 250,
  /** How long a process keeps its places in flight without saying that it still uses them. */
  budgetPlacesMs: 5_000,
  /** Random extra wait after a 429. */
  budgetJitterMs: 2_000,
  /** A `Retry-After` longer than this is a hold, not a wait. */
  retryAfterMostMs: 3_600_000,

  /** Backoff is uniform on [0, min(most, first · 2^n)]. */
  backoffFirstMs: 1_000,
  backoffMostMs: 300_000,
  /** Probes of a held destination: first, doubling to the most; given up after the last. */
  probeFirstMs: 30_000,
  probeMostMs: 900_000,
  probeGiveUpMs: 259_200_000,
  /** Look-ups after doubt, from the moment of doubt. */
  lookUpFirstMs: 2_000,
  lookUpSecondMs: 10_000,
  lookUpThirdMs: 60_000,
  /** How old a found thing may be, before the intent, to count as made by it. */
  lookUpSlackMs: 300_000,
  /** The stretch in which repeats may be at most a tenth of the requests. */
  repeatWindowMs: 300_000,
  /** How long one slice of a delivery works before it hands on. */
  sliceMs: 20_000,
  /** How long a slice that has read all waits for records to arrive. */
  lingerMs: 2_000,
  /** How often a slice asks whether it may go on, and how old that answer may be when a request starts. */
  stateCheckMs: 300,
  stateStaleMs: 900,
  /** Age from which an open intent is decided though its maker may live: send-by and the longest exchange. */
  doubtMs: 65_000,
  /** Pause before the database is tried again. */
  storageRetryMs: 500,
  /** How often pages are told of a delivery's progress. */
  progressMs: 500,
  /** How often waiting slices are asked for, and a running one says that it lives. */
  jobPollMs: 2_000,
  jobTouchMs: 3_000,
  /** How often active destinations without a job are looked for. */
  sweepMs: 15_000,
  /** How often what was done is added to the history, how long it stays there, and how often what is older is removed. */
  historyFlushMs: 3_000,
  historyKeepMs: 93_600_000,
  historyRemoveMs: 600_000,
  /** How long requests in flight get at a stop. */
  stopMs: 25_000,
} as const

export type Waits = { readonly [Name in keyof typeof waits]: number }

/** The table with every wait divided by `factor`, at least 1 ms each. */
export function shrinkWaits(factor: number): Waits {
  const shrunk: { -readonly [Name in keyof Waits]: number } = { ...waits }
  for (const name of Object.keys(waits).filter(isName)) shrunk[name] = Math.max(1, Math.round(waits[name] / factor))
  return shrunk
}

const isName = (name: string): name is keyof Waits => Object.hasOwn(waits, name)
