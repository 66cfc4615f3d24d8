import { compile, irreversibleRequest } from '@sluice/request-builder'
import type { Connector } from '@sluice/schema'
import { answerFacts } from '../sending/classify-answer.ts'
import type { HandOut } from '../store/hand-outs.ts'
import type { DeliveryParts } from './delivery-parts.ts'
import { filingLoop } from './filing-loop.ts'
import type { HealthWatch } from './health-watch.ts'
import { type HoldCause, lostCredentialHold, schemaHold } from './hold-causes.ts'
import { intakeLoop } from './intake-loop.ts'
import { intentLoop } from './intent-loop.ts'
import { recover } from './recover.ts'
import type { RepeatLimit } from './repeat-limit.ts'
import { repeatOf } from './repeat-of.ts'
import { resultOf } from './results.ts'
import { sendLoop } from './send-loop.ts'
import { openSlice, type Slice, type SliceSetup, type StopReason } from './slice.ts'
import { watchLoop } from './watch-loop.ts'

export type SliceEnd = 'caught_up' | StopReason

type Options = {
  readonly health: HealthWatch
  /** Aborted at a stop of the process: no request starts any more. */
  readonly shutdown: AbortSignal
  /** Aborted when requests in flight are to be cut. */
  readonly cut: AbortSignal
  readonly reportProgress: () => void
  readonly repeats: RepeatLimit
  /** Takes what is to be called when records arrive. */
  readonly onArrival: (listener: () => void) => void
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
  options.onArrival(() => {
    slice.progress.arrivals += 1
    slice.changed()
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

async function runLoops(slice: Slice, work: Parameters<typeof recover>[1]): Promise<void> {
  const guard = (loop: Promise<void>) => loop.catch(slice.fail)
  let isQuiet = false
  const filing = guard(filingLoop(slice, () => isQuiet))
  const reading = recover(slice, work).then((isInHand) => intakeLoop(slice, isInHand))
  const senders = Array.from({ length: slice.credential.limits.inFlight }, () => guard(sendLoop(slice)))
  await Promise.all([guard(reading), guard(intentLoop(slice)), guard(watchLoop(slice)), ...senders])
  slice.endSending()
  await slice.until(() => slice.progress.tasks === 0)
  closeUnsent(slice)
  isQuiet = true
  slice.changed()
  await filing
}

async function finish(slice: Slice): Promise<SliceEnd> {
  const { parts, handOut, progress } = slice
  if (progress.stop === 'failed') throw progress.error
  if (progress.stop === 'lost') parts.metrics.noteLostSlice()
  if (progress.stop === 'held' && progress.hold) await hold(parts, handOut, progress.hold)
  if (progress.stop === null) await parts.states.finishRun(handOut, 'caught_up')
  return progress.stop ?? 'caught_up'
}

/** Requests whose intent is committed and that won't be sent by this slice: surely not applied. */
function closeUnsent({ outbox, results, progress }: Slice): void {
  if (progress.stop === 'lost') return
  for (const { item, intentGroupId, requestIndex } of outbox.splice(0)) {
    const error = 'Sending stopped before it began.'
    const { tries } = item.history
    results.push(
      resultOf({
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
): Promise<(SliceSetup & { work: Parameters<typeof recover>[1] }) | { hold: HoldCause }> {
  const connector = parts.connectors.get(handOut.connector)
  const credential = await parts.credentials.open(handOut.credentialId).catch(() => null)
  if (!connector || !credential) return { hold: lostCredentialHold() }
  const now = parts.clock.now().toISOString()
  const { baseUrl } = credential
  const outsideOrigins = [...parts.outsideOrigins()]
  const compiled = compile({ connector, baseUrl, request: handOut.request, outsideOrigins, now })
  if (!compiled.ok) return { hold: schemaHold(compiled.problems) }
  const work = await parts.openWork.load(handOut.destinationId, handOut.pass, handOut.cursor)
  const typesVersion = await parts.records.typesVersion(handOut.nexsetId)
  return {
    handOut,
    connector,
    credential,
    plan: compiled.plan,
    inputs: { now, baseUrl, typesVersion },
    facts: answerFacts(connector, handOut.request),
    repeat: repeatOf(connector, handOut.request, handOut.settings),
    isIrreversible: irreversibleRequest(connector, handOut.request) !== null,
    mayBeIrreversible: mayBeIrreversible(connector, handOut),
    health,
    repeats,
    filed: work.filed,
    work,
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
