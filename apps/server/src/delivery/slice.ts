import type { JsonObject } from '@sluice/json'
import type { RequestPlan } from '@sluice/request-builder'
import type { Connector, Repeat } from '@sluice/schema'
import type { AnswerFacts } from '../sending/classify-answer.ts'
import type { OpenCredential } from '../sending/open-credential.ts'
import type { FiledAttempt, SentRecord, UnsentRecord } from '../store/filings.ts'
import type { HandOut } from '../store/hand-outs.ts'
import type { BuilderInputs } from '../store/intents.ts'
import type { DeliveryParts } from './delivery-parts.ts'
import type { FiledPrefix } from './filed-prefix.ts'
import type { HealthWatch } from './health-watch.ts'
import type { HoldCause } from './hold-causes.ts'
import type { Lane } from './lane.ts'
import type { RepeatLimit } from './repeat-limit.ts'
import { createWaitingRoom, type WaitingRoom } from './waiting-room.ts'
import type { WorkItem } from './work-item.ts'
import { createWorkQueue, type WorkQueue } from './work-queue.ts'

/**
 * Why a slice stops before all is sent. `time`: it hands on. `state`: paused, edited or held by someone else. `lost`:
 * another worker has it. `shutdown`: the process ends. `held`: it has put the destination on hold. `failed`: a bug.
 */
export type StopReason = 'time' | 'state' | 'lost' | 'shutdown' | 'held' | 'failed'

/** A request whose intent is committed: the right to send it until `sendBy` (monotonic). */
export type Committed = {
  readonly item: WorkItem
  readonly intentGroupId: string
  readonly requestIndex: number
  readonly sendBy: number
}

/** What came of a request or a record, to be filed; `onFiled` is called once it is. */
export type Result = {
  /** Of the run that it belongs to. */
  readonly lane: Lane
  readonly sent: readonly SentRecord[]
  readonly unsent: readonly UnsentRecord[]
  readonly attempt: FiledAttempt | null
  readonly isRequest: boolean
  readonly points: number
  /** For the response webhook. */
  readonly response: JsonObject | null
  /** What it takes in memory, about. */
  readonly bytes: number
  readonly onFiled: () => void
}

/** What a slice was set up with. */
export type SliceSetup = {
  readonly handOut: HandOut
  readonly connector: Connector
  readonly credential: OpenCredential
  readonly plan: RequestPlan
  readonly inputs: BuilderInputs
  readonly facts: Omit<AnswerFacts, 'recordCount' | 'isRepeat'>
  readonly repeat: Repeat
  /** Every request needs leave. */
  readonly isIrreversible: boolean
  /** A request's body decides whether it needs leave. */
  readonly mayBeIrreversible: boolean
  readonly health: HealthWatch
  readonly repeats: RepeatLimit
  readonly prefix: FiledPrefix
  /** Null when only a replay has something to send. */
  readonly delivery: Lane | null
  /** Null when there is no replay. */
  readonly replay: Lane | null
}

/** One slice at work: what its loops share. */
export type Slice = SliceSetup &
  WaitingRoom & {
    readonly parts: DeliveryParts
    readonly queue: WorkQueue
    readonly outbox: Committed[]
    readonly results: Result[]
    /** Aborted when no request may start any more. */
    readonly halt: AbortSignal
    /** Aborted when requests in flight are to be cut. */
    readonly cut: AbortSignal
    readonly progress: {
      isReadToEnd: boolean
      /** How often records have arrived meanwhile. */
      arrivals: number
      stop: StopReason | null
      hold: HoldCause | null
      error: unknown
      inFlight: number
      /** Senders that have asked for points, each for a request of the outbox. */
      claims: number
      /** Requests whose intents are being committed. */
      committing: number
      /** Requests whose intents are committed, or being so, and whose results aren't filed. */
      open: number
      /** Look-ups and other work beside the queue. */
      tasks: number
      /** Requests that have ended. */
      finished: number
      /** Of them, those when the rate was last worked out. */
      finishedBefore: number
      /** The destination was changed: whether it may go on is to be asked now. */
      isChanged: boolean
      /** When it was last known that requests may start (monotonic). */
      confirmedAt: number
      /** Requests a second, of late. */
      rate: number
      /** Of results that aren't filed yet. */
      resultBytes: number
    }
    /** Something went wrong that nobody foresaw: the slice ends and rethrows it. */
    fail(error: unknown): void
    /** The first reason counts, but for `time`, which lets what is committed be sent. */
    stop(reason: StopReason, hold?: HoldCause): void
    /** No request starts from here on. */
    endSending(): void
    /** Nothing more will start: all is sent, or it was stopped. */
    isOver(): boolean
    /** No request will start any more, of those that are committed either. */
    isSent(): boolean
    /** Puts a result up for filing. */
    file(result: Result): void
    /** Tells open pages how far it is; as often as it likes. */
    reportProgress(): void
  }

export function openSlice(
  parts: DeliveryParts,
  setup: SliceSetup,
  cut: AbortSignal,
  reportProgress: () => void,
): Slice {
  const room = createWaitingRoom()
  const halt = new AbortController()
  const queue = createWorkQueue(parts.clock.monotonicMs)
  const slice: Slice = {
    ...setup,
    ...room,
    parts,
    queue,
    outbox: [],
    results: [],
    halt: halt.signal,
    cut,
    progress: {
      isReadToEnd: false,
      arrivals: 0,
      stop: null,
      hold: null,
      error: undefined,
      inFlight: 0,
      claims: 0,
      committing: 0,
      open: 0,
      tasks: 0,
      finished: 0,
      finishedBefore: 0,
      isChanged: false,
      confirmedAt: parts.clock.monotonicMs(),
      rate: 0,
      resultBytes: 0,
    },
    stop(reason, hold) {
      const { stop } = slice.progress
      if (stop !== null && stop !== 'time') return
      slice.progress.stop = reason
      slice.progress.hold = hold ?? null
      // What is committed is still sent when only the slice's time is over.
      if (reason === 'time') setTimeout(slice.endSending, parts.waits.sendByMs).unref()
      else slice.endSending()
      room.changed()
    },
    endSending() {
      halt.abort()
      room.changed()
    },
    fail(error) {
      slice.progress.error ??= error
      slice.stop('failed')
    },
    isOver: () =>
      slice.progress.stop !== null || (slice.progress.isReadToEnd && queue.size === 0 && slice.progress.tasks === 0),
    isSent: () =>
      slice.isOver() && (halt.signal.aborted || (slice.outbox.length === 0 && slice.progress.committing === 0)),
    file(result) {
      slice.results.push(result)
      slice.progress.resultBytes += result.bytes
      room.changed()
    },
    reportProgress,
  }
  return slice
}
