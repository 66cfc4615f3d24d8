import { build, irreversibleCall, irreversibleRequest } from '@sluice/request-builder'
import type { BuildStep, Connector, RecordEdit, ReplayPreview } from '@sluice/schema'
import type { Kysely } from 'kysely'
import type { Database } from '../../database/tables.ts'
import type { StoredDestination } from '../../store/destinations.ts'
import { findNewestByKey } from '../../store/newest-by-key.ts'
import type { NexsetRecords } from '../../store/nexset-records.ts'
import { countChosen, findChosen, type StoredSelection } from '../../store/quarantine-selection.ts'
import { compileRequest } from '../compile-request.ts'
import { repeatOf } from '../repeat-of.ts'

type Parts = {
  readonly db: Kysely<Database>
  readonly records: Pick<NexsetRecords, 'readRecords'>
  readonly connector: Connector
  readonly baseUrl: string
  readonly outsideOrigins: readonly string[]
}

type Asked = {
  readonly select: StoredSelection
  readonly includeUnknown: boolean
  readonly edits: readonly RecordEdit[]
}

/** Records that are built for a preview, and steps of them that are shown. */
const mostLooked = 2_000
const mostRequests = 10
const mostInvalid = 20

/** What a replay would send, built as it would be built then. */
export async function previewReplay(
  { db, records, connector, baseUrl, outsideOrigins }: Parts,
  source: StoredDestination,
  { select, includeUnknown, edits }: Asked,
): Promise<ReplayPreview> {
  const { request } = source
  const { plan, warnings } = compileRequest({ connector, baseUrl, request, attributes: [], outsideOrigins })
  const counts = await countChosen(db, source, select)
  const edited = new Map(edits.map(({ seq, data }) => [seq, data]))
  const page = { includeUnknown, after: 0, limit: mostLooked }
  const chosen = [
    ...(await findChosen(db, source, select, page)),
    ...(await findChosen(db, source, select, { ...page, among: [...edited.keys()] })),
  ]
  const found = await records.readRecords(
    source.nexset_id,
    chosen.map(({ seq }) => seq),
  )
  const steps = [
    ...build(
      plan,
      found.map(({ seq, data }) => ({ seq, data: edited.get(seq) ?? data })),
    ),
  ]
  const requests = steps.flatMap((step) => (step.kind === 'request' ? [step.request] : []))
  const irreversible = irreversibleRequest(connector, request)
  const call = irreversible ? null : requests.map((one) => irreversibleCall(connector, one)).find((says) => says)
  return {
    count: counts.known + (includeUnknown ? counts.unknown : 0),
    left: {
      sent: counts.sent,
      unknown: includeUnknown ? 0 : counts.unknown,
      replaying: counts.replaying,
      others: counts.others,
    },
    version: source.version,
    looked: found.length,
    requests: requests.length,
    invalid: steps.length - requests.length,
    steps: shownOf(steps, (seq) => edited.has(seq)),
    warnings,
    overtaken: await countOvertaken(db, source, requests),
    unknown: includeUnknown ? counts.unknown : 0,
    mayDouble: repeatOf(connector, request, source.settings) !== 'safe',
    isIrreversible: irreversible !== null || typeof call === 'string',
    losses: irreversible ? [irreversible.says, ...irreversible.losses] : typeof call === 'string' ? [call] : [],
    state: source.state,
  }
}

/** Edited records first, then in the order of the records; more of what makes no request. */
function shownOf(steps: readonly BuildStep[], isEdited: (seq: number) => boolean): BuildStep[] {
  const isOfEdit = (step: BuildStep) =>
    step.kind === 'request' ? step.request.seqs.some(isEdited) : isEdited(step.seq)
  const ordered = [...steps.filter(isOfEdit), ...steps.filter((step) => !isOfEdit(step))]
  return [
    ...ordered.filter(({ kind }) => kind === 'request').slice(0, mostRequests),
    ...ordered.filter(({ kind }) => kind === 'invalid').slice(0, mostInvalid),
  ]
}

/** Records after which a newer one with the same key was tried. */
async function countOvertaken(
  db: Kysely<Database>,
  source: StoredDestination,
  requests: readonly { readonly seqs: readonly number[]; readonly keys: readonly (string | null)[] }[],
): Promise<number> {
  const keyed = requests.flatMap(({ seqs, keys }) =>
    seqs.flatMap((seq, index) => {
      const key = keys[index]
      return typeof key === 'string' ? [{ seq, key }] : []
    }),
  )
  if (keyed.length === 0) return 0
  const newest = await findNewestByKey(db, source, [...new Set(keyed.map(({ key }) => key))])
  return keyed.filter(({ seq, key }) => (newest.get(key) ?? 0) > seq).length
}
