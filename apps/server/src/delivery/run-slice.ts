import { compile, irreversibleRequest } from '@sluice/request-builder'
import type { Connector } from '@sluice/schema'
import { isDatabaseAway } from '../database/is-database-away.ts'
import { answerFacts } from '../sending/classify-answer.ts'
import { repeatOf } from '../services/repeat-of.ts'
import type { HandOut } from '../store/hand-outs.ts'
import type { EarlierRequest, OpenReplayWork } from '../store/open-work.ts'
import type { DeliveryParts } from './delivery-parts.ts'
import { createFiledPrefix } from './filed-prefix.ts'
import { filingLoop } from './filing-loop.ts'
import type { HealthWatch } from './health-watch.ts'
import { type HoldCause, lostCredentialHold, schemaHold } from './hold-causes.ts'
import { intakeLoop } from './intake-loop.ts'
import { intentLoop } from './intent-loop.ts'
import { deliveryLane, replayLane } from './lane.ts'
import { recover } from './recover.ts'
import type { RepeatLimit } from './repeat-limit.ts'
import { replayIntake } from './replay-intake.ts'
import { resultOf } from './results.ts'
import { sendLoop } from './send-loop.ts'
import { openSlice, type Slice, type SliceSetup, type StopReason } from './slice.ts'
import { watchLoop } from './watch-loop.ts'

/** Requests that earlier slices made and that may be open, newest first. */
type EarlierWork = { readonly ofDelivery: readonly EarlierRequest[]; readonly ofReplay: readonly EarlierRequest[] }

const noReplay: OpenReplayWork = { done: [], requests: [] }

export type SliceEnd = 'caught_up' | StopReason

type Options = {
  readonly health: HealthWatch
  /** Aborted at a stop of the process: no request starts any more. */
  readonly shutdown: AbortSignal
  /** Aborted when requests in flight are to be cut. */
  readonly cut: AbortSignal
  readonly reportProgress: () => void
  readonly repeats: RepeatLimit
  /** Takes what is to be called when records arrive, and when the destination was changed. */
  readonly onEvents: (listener: { arrived(): void; changed(): void }) => void
}

/**
 * Delivers from where the destination is, until all is sent or the slice is over: reads ahead, builds, commits
 * intents, sends and files in a pipeline of bounded memory. All that it began has ended and is filed when it resolves.
 */
export async function runSlice(parts: DeliveryParts, handOut: HandOut, options: Options): Promise<SliceEnd> {
  const setup = await setUp(parts, handOut, options)
  if ('hold' in setup) {
    await hold(parts, handOut, setup.hold)
    return 'held'
  }
  const slice = openSlice(parts, setup, options.cut, options.reportProgress)
  const halt = () => slice.stop('shutdown')
  options.onEvents({
    arrived() {
      slice.progress.arrivals += 1
      slice.changed()
    },
    changed() {
      slice.progress.isChanged = true
    },
  })
  if (options.shutdown.aborted) halt()
  options.shutdown.addEventListener('abort', halt, { once: true })
  try {
    await runLoops(slice, setup.work)
  } finally {
    options.shutdown.removeEventListener('abort', halt)
  }
  return finish(slice)
}

async function runLoops(slice: Slice, work: EarlierWork): Promise<void> {
  const guard = (loop: Promise<void>) => loop.catch(slice.fail)
  let isQuiet = false
  const filing = guard(filingLoop(slice, () => isQuiet))
  const reading = read(slice, work)
  const senders = Array.from({ length: slice.credential.limits.inFlight }, () => guard(sendLoop(slice)))
  await Promise.all([guard(reading), guard(intentLoop(slice)), guard(watchLoop(slice)), ...senders])
  slice.endSending()
  await slice.until(() => slice.progress.tasks === 0)
  closeUnsent(slice)
  isQuiet = true
  slice.changed()
  await filing
}

/** What earlier slices left open comes first, in its targets' places; then the replay, then what is new. */
async function read(slice: Slice, { ofDelivery, ofReplay }: EarlierWork): Promise<void> {
  const { delivery, replay, progress } = slice
  const isInHand = delivery && (await recover(slice, delivery, ofDelivery))
  const isInReplay = replay && (await recover(slice, replay, ofReplay))
  if (replay && isInReplay) await replayIntake(slice, replay, isInReplay)
  if (delivery && isInHand) await intakeLoop(slice, delivery, isInHand)
  if (!progress.stop) progress.isReadToEnd = true
  slice.changed()
}

async function finish(slice: Slice): Promise<SliceEnd> {
  const { parts, handOut, progress } = slice
  if (progress.stop === 'failed') throw progress.error
  if (progress.stop === 'lost') parts.metrics.noteLostSlice()
  if (progress.stop === 'held' && progress.hold) await hold(parts, handOut, progress.hold)
  if (progress.stop === null) await parts.states.finishRun(handOut)
  return progress.stop ?? 'caught_up'
}

/** Requests whose intent is committed and that won't be sent by this slice: surely not applied. */
function closeUnsent({ outbox, results, progress }: Slice): void {
  if (progress.stop === 'lost') return
  for (const { item, intentGroupId, requestIndex } of outbox.splice(0)) {
    const error = 'Sending stopped before it began.'
    const { tries } = item.history
    results.push(
      resultOf(item.lane, {
        attempt: {
          id: crypto.randomUUID(),
          intentGroupId,
          requestIndex,
          result: 'not_sent',
          status: null,
          answer: null,
          error,
          durationMs: null,
          tries,
          retryInMs: null,
        },
      }),
    )
  }
}

async function setUp(
  parts: DeliveryParts,
  handOut: HandOut,
  { health, repeats }: Pick<Options, 'health' | 'repeats'>,
): Promise<(SliceSetup & { work: EarlierWork }) | { hold: HoldCause }> {
  const connector = parts.connectors.get(handOut.connector)
  const credential = await parts.credentials.open(handOut.credentialId).catch((error: unknown) => {
    if (isDatabaseAway(error)) throw error
    return null
  })
  if (!connector || !credential) return { hold: lostCredentialHold() }
  const now = parts.clock.now().toISOString()
  const { baseUrl } = credential
  const outsideOrigins = [...parts.outsideOrigins()]
  const compiled = compile({ connector, baseUrl, request: handOut.request, outsideOrigins, now })
  if (!compiled.ok) return { hold: schemaHold(compiled.problems) }
  const { deliveryRunId, replayRunId } = handOut
  const [ofDelivery, ofReplay, typesVersion] = await Promise.all([
    parts.openWork.load(handOut.destinationId, handOut.pass, handOut.cursor),
    replayRunId === null ? noReplay : parts.openWork.loadReplay(replayRunId),
    parts.records.typesVersion(handOut.nexsetId),
  ])
  const inputs = { now, baseUrl, typesVersion }
  const source = { parts, handOut, inputs }
  const prefix = createFiledPrefix(handOut.cursor, ofDelivery.filed)
  return {
    handOut,
    connector,
    credential,
    plan: compiled.plan,
    inputs,
    facts: answerFacts(connector, handOut.request),
    repeat: repeatOf(connector, handOut.request, handOut.settings),
    isIrreversible: irreversibleRequest(connector, handOut.request) !== null,
    mayBeIrreversible: mayBeIrreversible(connector, handOut),
    health,
    repeats,
    prefix,
    delivery: deliveryRunId === null ? null : deliveryLane(source, deliveryRunId, prefix),
    replay: replayRunId === null ? null : replayLane(source, replayRunId, ofReplay.done),
    work: { ofDelivery: ofDelivery.requests, ofReplay: ofReplay.requests },
  }
}

/** Whether what a record fills in may make a call that can't be undone: its body, or by hand its URL. */
function mayBeIrreversible(connector: Connector, handOut: HandOut): boolean {
  const marked = handOut.request.mode === 'advanced' ? connector.irreversible : []
  const method = methodOf(handOut, connector)
  return [...marked, ...(connector.irreversibleWhen ?? [])].some((call) => call.method === method)
}

function methodOf({ request }: HandOut, { templates }: { templates: readonly { id: string; method: string }[] }) {
  return request.mode === 'advanced' ? request.method : templates.find(({ id }) => id === request.template)?.method
}

async function hold(parts: DeliveryParts, handOut: HandOut, { wait, ...said }: HoldCause): Promise<void> {
  const probeInMs = wait === null ? null : wait.kind === 'until' ? wait.ms : parts.waits.probeFirstMs
  const isHeld = await parts.states.hold(handOut, { ...said, probes: 0, probeInMs })
  if (isHeld) parts.metrics.noteHold(said.kind)
}
