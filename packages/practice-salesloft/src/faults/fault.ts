import type { Json } from '../store/json.ts'

/** Which requests a fault is meant for; what is left out matches all. */
export type FaultMatch = {
  method?: string
  /** Over the path without its query: `*` stands for anything within a segment, `**` for anything. */
  path?: string
  /** Text that the body must contain. */
  bodyIncludes?: string
}

/** Which of the matching requests it strikes, counted from 1 in the order of their arrival; all of them if nothing is said. */
export type FaultTiming = {
  /** Only this one. */
  nth?: number
  /** Every one whose number this divides. */
  every?: number
  /** Each with this probability, decided by `seed` and its number: the same each time. */
  probability?: number
  seed?: number
  /** Leaves the first ones alone; counting starts after them. */
  skip?: number
  /** Strikes at most this often. */
  count?: number
}

export type FaultKind =
  /** Answers this status; with `applies` the request takes effect all the same. */
  | { kind: 'status'; status: number; body?: Json; headers?: Record<string, string>; applies?: boolean }
  /** Waits before the effect, or between the effect and the answer. */
  | { kind: 'delay'; delayMs: number; at?: 'before' | 'after' }
  /** Resets the connection before or after the effect, without an answer. */
  | { kind: 'drop'; at: 'before' | 'after' }
  /** After the effect, sends the answer up to the middle of that part and closes the connection. */
  | { kind: 'cut'; where?: 'status line' | 'headers' | 'body' }
  /** After the effect, a whole HTTP answer with the first half of its JSON. */
  | { kind: 'truncated' }
  /** After the effect, a whole HTTP answer whose body isn't JSON. */
  | { kind: 'broken'; body?: string }

/** A fault to set. */
export type Fault = FaultKind & FaultTiming & { match?: FaultMatch }

/** A fault that is set, with how many requests it matched and how many of these it struck. */
export type SetFault = Fault & { id: number; matched: number; struck: number }
