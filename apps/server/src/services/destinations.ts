import { compile } from '@sluice/request-builder'
import type {
  Connector,
  Destination,
  DestinationEdit,
  DestinationVersion,
  NewDestination,
  RequestConfig,
} from '@sluice/schema'
import { AppError } from '../errors.ts'
import type { DestinationFilter, DestinationStore, StoredDestination } from '../store/destinations.ts'
import { viewDestination } from './destination-view.ts'

export type DestinationService = ReturnType<typeof createDestinationService>

type Deps = {
  readonly destinations: DestinationStore
  readonly credentials: { find(id: string): Promise<{ connector: string; baseUrl: string } | undefined> }
  readonly nexsetExists: (id: string) => Promise<boolean>
  /** Makes the Nexset that takes what a destination's requests are answered, once. */
  readonly makeResponseNexset: (destinationId: string, name: string) => Promise<void>
  readonly connectors: ReadonlyMap<string, Connector>
  readonly outsideOrigins: readonly string[]
  /** Called when a destination was changed, so that delivery and open pages learn of it. */
  readonly onChange: (id: string) => void
}

/** Destinations as people make, change and remove them. */
export function createDestinationService(deps: Deps) {
  const { destinations, connectors } = deps

  const view = (stored: StoredDestination): Destination => viewDestination(stored, connectorOf(stored.connector))

  return {
    async list(filter: DestinationFilter): Promise<{ items: Destination[]; nextCursor: string | null }> {
      const found = await destinations.list({ ...filter, limit: filter.limit + 1 })
      const items = found.slice(0, filter.limit).map(view)
      return { items, nextCursor: found.length > filter.limit ? (items.at(-1)?.id ?? null) : null }
    },

    get,

    /** Saves it inactive: nothing is sent until it is activated. */
    async create(input: NewDestination): Promise<Destination> {
      if (!(await deps.nexsetExists(input.nexsetId)))
        throw new AppError('not_found', 'That Nexset no longer exists. Go back to Flows and pick another.')
      await checkRequest(input)
      const id = await destinations.insert(input)
      if (input.responseWebhook) await deps.makeResponseNexset(id, input.name)
      deps.onChange(id)
      return get(id)
    },

    /** An active destination goes on with the new version from where it is; requests in flight end under the old one. */
    async edit(id: string, edit: DestinationEdit): Promise<Destination> {
      const before = await get(id)
      await checkRequest({ ...edit, connector: before.connector })
      const result = await destinations.edit(id, edit)
      if (result === 'gone') throw notFound(id)
      if (result === 'stale')
        throw new AppError(
          'version_stale',
          `${before.name} was changed by someone else meanwhile (version ${before.version} is the newest, you edited ${edit.version}). Reload it and make your change again.`,
        )
      if (edit.responseWebhook && before.responseNexset === null) await deps.makeResponseNexset(id, edit.name)
      deps.onChange(id)
      return get(id)
    },

    async copy(id: string): Promise<Destination> {
      const original = await get(id)
      const { connector, credentialId, nexsetId, request, responseWebhook, settings } = original
      const name = copyName(original.name)
      const made = await destinations.insert({
        name,
        connector,
        credentialId,
        nexsetId,
        request,
        responseWebhook,
        settings,
      })
      if (responseWebhook) await deps.makeResponseNexset(made, name)
      deps.onChange(made)
      return get(made)
    },

    async remove(id: string): Promise<void> {
      const result = await destinations.remove(id)
      if (result === 'gone') throw notFound(id)
      if (result === 'active') throw new AppError('destination_active', 'It is active. Pause it first, then delete it.')
      deps.onChange(id)
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

  async function checkRequest(input: { connector: string; credentialId: string; request: RequestConfig }) {
    const credential = await deps.credentials.find(input.credentialId)
    if (!credential || credential.connector !== input.connector)
      throw new AppError('not_found', 'That credential no longer exists. Pick another.')
    const compiled = compile({
      connector: connectorOf(input.connector),
      baseUrl: credential.baseUrl,
      request: input.request,
      outsideOrigins: [...deps.outsideOrigins],
      now: new Date().toISOString(),
    })
    if (!compiled.ok) {
      const first = compiled.problems[0]
      throw new AppError(
        first?.code === 'url_not_allowed' || first?.code === 'secret_in_text' ? first.code : 'invalid_request',
        `The request can’t be made as configured. ${first?.message ?? ''}`.trim(),
        compiled.problems.map((problem) => ({ ...problem, path: `request.${problem.path ?? ''}` })),
      )
    }
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
