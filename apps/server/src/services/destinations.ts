import type {
  Connector,
  Destination,
  DestinationEdit,
  DestinationVersion,
  NewDestination,
  RequestConfig,
} from '@sluice/schema'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Database } from '../database/tables.ts'
import { AppError } from '../errors.ts'
import type { OriginPolicy } from '../sending/origin-policy.ts'
import type { DestinationFilter, DestinationStore, StoredDestination } from '../store/destinations.ts'
import { doOnce } from '../store/do-once.ts'
import { compileRequest } from './compile-request.ts'
import { viewDestination } from './destination-view.ts'
import { fingerprintOf } from './fingerprint-of.ts'
import type { NexsetIntake } from './nexset-intake.ts'

export type DestinationService = ReturnType<typeof createDestinationService>

type Deps = {
  readonly db: Kysely<Database>
  readonly destinations: DestinationStore
  readonly credentials: { find(id: string): Promise<{ connector: string; baseUrl: string } | undefined> }
  readonly nexsetExists: (id: string) => Promise<boolean>
  readonly intake: Pick<NexsetIntake, 'createForResponses'>
  readonly connectors: ReadonlyMap<string, Connector>
  readonly policy: Pick<OriginPolicy, 'extraOrigins'>
  /** Called when a destination was changed, so that delivery and open pages learn of it. */
  readonly onChange: (id: string) => Promise<void>
}

/** Destinations as people make, change and remove them. */
export function createDestinationService(deps: Deps) {
  const { db, destinations, connectors } = deps

  const view = (stored: StoredDestination): Destination => viewDestination(stored, connectorOf(stored.connector))

  return {
    async list(filter: DestinationFilter): Promise<{ items: Destination[]; nextCursor: string | null }> {
      if (filter.before !== undefined && !z.uuid().safeParse(filter.before).success)
        throw new AppError(
          'cursor_invalid',
          'This cursor wasn’t given by Sluice for this list. Begin at the first page.',
        )
      const found = await destinations.list({ ...filter, limit: filter.limit + 1 })
      const items = found.slice(0, filter.limit).map(view)
      return { items, nextCursor: found.length > filter.limit ? (items.at(-1)?.id ?? null) : null }
    },

    get,

    /** Saves it inactive: nothing is sent until it is activated. With an Idempotency-Key it is made once. */
    async create(input: NewDestination, key?: string): Promise<Destination> {
      if (!(await deps.nexsetExists(input.nexsetId)))
        throw new AppError('not_found', 'That Nexset no longer exists. Go back to Flows and pick another.')
      await checkRequest(input)
      return insertOnce(input, { scope: 'create destination', asked: input, key })
    },

    /** An active destination goes on with the new version from where it is; requests in flight end under the old one. */
    async edit(id: string, edit: DestinationEdit): Promise<Destination> {
      const before = await get(id)
      await checkRequest({ ...edit, connector: before.connector })
      await db.transaction().execute(async (transaction) => {
        const result = await destinations.edit(id, edit, transaction)
        if (result === 'gone') throw notFound(id)
        if (result === 'stale') {
          throw new AppError(
            'version_stale',
            `${before.name} was changed meanwhile: version ${edit.version}, which you edited, isn’t the newest any more. Reload it and make your change again.`,
          )
        }
        if (edit.responseWebhook && before.responseNexset === null) await addResponses(id, edit.name, transaction)
      })
      await deps.onChange(id)
      return get(id)
    },

    async copy(id: string, key?: string): Promise<Destination> {
      const { name, connector, credentialId, nexsetId, request, responseWebhook, settings } = await get(id)
      const copy = { name: copyName(name), connector, credentialId, nexsetId, request, responseWebhook, settings }
      return insertOnce(copy, { scope: 'copy destination', asked: { id }, key })
    },

    async remove(id: string): Promise<void> {
      const result = await destinations.remove(id)
      if (result === 'gone') throw notFound(id)
      if (result === 'active')
        throw new AppError('destination_active', 'This destination is active. Pause it first, then delete it.')
      await deps.onChange(id)
    },

    async versions(id: string): Promise<{ items: DestinationVersion[] }> {
      await get(id)
      const found = await destinations.versions(id)
      return { items: found.map((version) => ({ ...version, createdAt: version.createdAt.toISOString() })) }
    },
  }

  async function get(id: string): Promise<Destination> {
    const stored = await destinations.find(id)
    if (!stored) throw notFound(id)
    return view(stored)
  }

  async function insertOnce(
    input: NewDestination,
    { scope, asked, key }: { scope: string; asked: Readonly<Record<string, unknown>>; key: string | undefined },
  ): Promise<Destination> {
    const fingerprint = fingerprintOf(asked)
    const id = await doOnce(db, {
      once: key === undefined ? undefined : { scope, key },
      answer: z.string(),
      fingerprint: async () => fingerprint,
      async act(transaction) {
        const made = await destinations.insert(input, transaction)
        if (input.responseWebhook) await addResponses(made, input.name, transaction)
        return { answer: made, fingerprint }
      },
    })
    await deps.onChange(id)
    return get(id)
  }

  /** Makes the Nexset that takes what the destination's requests are answered. */
  async function addResponses(id: string, name: string, executor: Kysely<Database>): Promise<void> {
    const { nexsetId, sourceId } = await deps.intake.createForResponses(name, executor)
    await destinations.setResponseNexset(id, nexsetId, sourceId, executor)
  }

  async function checkRequest({
    connector: connectorId,
    credentialId,
    request,
  }: {
    connector: string
    credentialId: string
    request: RequestConfig
  }): Promise<void> {
    const connector = connectorOf(connectorId)
    const credential = await deps.credentials.find(credentialId)
    if (credential?.connector !== connectorId)
      throw new AppError('not_found', 'That credential no longer exists. Pick another.')
    const { baseUrl } = credential
    compileRequest({ connector, baseUrl, request, attributes: [], outsideOrigins: deps.policy.extraOrigins() })
  }

  function connectorOf(id: string): Connector {
    const connector = connectors.get(id)
    if (!connector) throw new AppError('not_found', `There is no connector “${id}”.`)
    return connector
  }
}

const notFound = (id: string) =>
  new AppError('not_found', `There is no destination with id ${id}. It may have been deleted.`)

const longestName = 120

function copyName(name: string): string {
  const suffix = ' (copy)'
  return `${name.slice(0, longestName - suffix.length)}${suffix}`
}
