import { build, compile } from '@sluice/request-builder'
import type { BuiltRequest, Connector, RequestConfig } from '@sluice/schema'
import type { BuilderInputs } from '../store/intents.ts'
import type { NexsetRecords } from '../store/nexset-records.ts'
import { fingerprintOf } from './fingerprint.ts'

/** A request as the journal knows it: what it was made of, and what it looked like. */
export type PastRequest = {
  readonly nexsetId: string
  /** Of the version that made it. */
  readonly request: RequestConfig
  readonly inputs: BuilderInputs
  readonly seqs: readonly number[]
  readonly fingerprint: string
}

/** `request` is null when it can't be made any more, as when a record is gone. */
export type RebuiltRequest = { readonly request: BuiltRequest | null; readonly fingerprintHolds: boolean }

/**
 * Makes a past request again from version, inputs and records: bodies of deliveries aren't kept. `fingerprintHolds`
 * proves that it is the very one that was sent, to the byte of method, URL and body.
 */
export async function rebuildRequest(
  past: PastRequest,
  {
    connector,
    records,
    outsideOrigins,
  }: { connector: Connector; records: Pick<NexsetRecords, 'readRecords'>; outsideOrigins: readonly string[] },
): Promise<RebuiltRequest> {
  const { inputs, seqs } = past
  const compiled = compile({
    connector,
    baseUrl: inputs.baseUrl,
    request: past.request,
    outsideOrigins: [...outsideOrigins],
    now: inputs.now,
  })
  if (!compiled.ok) return { request: null, fingerprintHolds: false }
  const found = await records.readRecords(past.nexsetId, seqs, { typesVersion: inputs.typesVersion })
  const bySeq = new Map(found.map((record) => [record.seq, record]))
  const steps = [
    ...build(
      compiled.plan,
      seqs.flatMap((seq) => bySeq.get(seq) ?? []),
    ),
  ]
  const [step] = steps
  if (steps.length !== 1 || step?.kind !== 'request') return { request: null, fingerprintHolds: false }
  return {
    request: step.request,
    fingerprintHolds: fingerprintOf(step.request) === past.fingerprint,
  }
}
