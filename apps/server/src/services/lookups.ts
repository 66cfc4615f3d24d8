import type { JsonValue } from '@sluice/json'
import type { Connector, Lookup, LookupItem } from '@sluice/schema'
import { AppError } from '../errors.ts'
import { type CallTarget, readRequest } from '../sending/call-target.ts'
import { classifyAnswer } from '../sending/classify-answer.ts'
import { readJson, textOf, valueAt } from '../sending/json-at.ts'
import type { OpenCredential } from '../sending/open-credential.ts'
import type { CallLimit } from './call-limit.ts'
import type { CredentialService } from './credentials.ts'

export type LookupService = ReturnType<typeof createLookupService>

type Parts = {
  readonly credentials: Pick<CredentialService, 'find' | 'open'>
  readonly connectors: ReadonlyMap<string, Connector>
  readonly call: CallTarget
  readonly callLimit: CallLimit
  readonly now?: () => number
}

type Found = { readonly items: readonly LookupItem[]; readonly isComplete: boolean }
type Cached = { readonly at: number; readonly found: Promise<Found> }

const freshMs = 60_000
const perPage = 100
/** As many pages are read of one list; what is beyond is found by search. */
const mostPages = 5
const mostCached = 500
const person = 'local'

/** Things of the target to pick from, through a credential. Lists are kept for a minute. */
export function createLookupService({
  credentials,
  connectors,
  call,
  callLimit,
  now = () => performance.now(),
}: Parts) {
  const cache = new Map<string, Cached>()

  return {
    /** Items whose label or detail holds the search text; where the target takes exact values only, what it finds. */
    async list(credentialId: string, kind: string, search: string) {
      const credential = await credentials.find(credentialId)
      if (!credential) throw new AppError('not_found', 'That credential no longer exists. Pick another.')
      const lookup = connectors.get(credential.connector)?.lookups.find((found) => found.kind === kind)
      if (!lookup) throw new AppError('not_found', `${credential.name} has nothing called “${kind}” to pick from.`)
      const asked = lookup.searchParam === null ? '' : search.trim()
      const key = JSON.stringify([credential.id, credential.updatedAt, kind, asked])
      const { at, found } =
        cached(key) ??
        keep(
          key,
          callLimit.run(person, async () => readAll(lookup, asked, await credentials.open(credential.id))),
        )
      const { items, isComplete } = await found
      return { items: filter(items, lookup, search), ageSeconds: Math.floor((now() - at) / 1000), isComplete }
    },
  }

  function cached(key: string): Cached | undefined {
    const entry = cache.get(key)
    return entry && now() - entry.at < freshMs ? entry : undefined
  }

  /** Those who ask for the same at the same time share one call; a failure is kept for nobody. */
  function keep(key: string, found: Promise<Found>): Cached {
    const entry: Cached = { at: now(), found }
    cache.delete(key)
    cache.set(key, entry)
    const oldest = cache.keys().next().value
    if (cache.size > mostCached && oldest !== undefined) cache.delete(oldest)
    found.catch(() => {
      if (cache.get(key) === entry) cache.delete(key)
    })
    return entry
  }

  async function readAll(lookup: Lookup, search: string, credential: OpenCredential): Promise<Found> {
    const items: JsonValue[] = []
    for (let page = 1; page <= mostPages; page++) {
      const url = new URL(`${credential.baseUrl}${lookup.path}`)
      for (const [name, value] of lookup.query) url.searchParams.append(name, value)
      if (lookup.searchParam !== null && search !== '') url.searchParams.append(lookup.searchParam, search)
      if (lookup.paging !== 'none') url.searchParams.set('per_page', String(perPage))
      if (lookup.paging === 'after-id' && page > 1) url.searchParams.set('id[gt]', String(valueAt(items.at(-1), 'id')))
      if (lookup.paging === undefined || lookup.paging === 'page') url.searchParams.set('page', String(page))
      const found = await readPage(lookup, url.href, credential)
      items.push(...found)
      if (lookup.paging === 'none' || found.length < perPage)
        return { items: items.flatMap((item) => toItem(lookup, item)), isComplete: true }
    }
    return { items: items.flatMap((item) => toItem(lookup, item)), isComplete: false }
  }

  async function readPage(lookup: Lookup, url: string, credential: OpenCredential): Promise<readonly JsonValue[]> {
    const result = await call(credential, readRequest(url))
    const judgement = classifyAnswer(
      { method: 'GET', idAt: null, itemsAt: null, recordCount: 1, isRepeat: false },
      result,
      Date.now(),
    )
    const answer = result.kind === 'answered' ? result.answer : null
    if (judgement.kind === 'sent' && answer && !answer.isCut) {
      const list = valueAt(readJson(answer.body), 'data')
      if (Array.isArray(list)) return list
    }
    const why = judgement.reason ?? 'The answer isn’t a list.'
    throw new AppError('lookup_failed', `${lookup.label} can’t be listed${answer ? ` (${answer.status})` : ''}: ${why}`)
  }
}

function filter(items: readonly LookupItem[], { searchParam }: Lookup, search: string): LookupItem[] {
  const wanted = search.trim().toLowerCase()
  if (searchParam !== null || wanted === '') return [...items]
  return items.filter(({ id, label, detail }) => `${label} ${detail} ${id}`.toLowerCase().includes(wanted))
}

function toItem({ valueAt: path = 'id', labelAt, detailAt }: Lookup, item: JsonValue): LookupItem[] {
  const value = valueAt(item, path)
  const texts = (paths: readonly string[]) => paths.flatMap((at) => textOf(valueAt(item, at)) ?? []).join(' ')
  const id = typeof value === 'number' && Number.isSafeInteger(value) ? value : textOf(value)
  return id === null ? [] : [{ id, label: texts(labelAt) || String(id), detail: texts(detailAt) }]
}
