import type {
  Connector,
  Credential,
  CredentialChange,
  CredentialCheck,
  CredentialLimits,
  NewCredential,
} from '@sluice/schema'
import type { Kysely } from 'kysely'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import type { Database } from '../database/tables.ts'
import { AppError } from '../errors.ts'
import type { CallTarget } from '../sending/call-target.ts'
import type { OpenCredential } from '../sending/open-credential.ts'
import { type OriginPolicy, urlNotAllowed } from '../sending/origin-policy.ts'
import { type MasterKey, SealBroken } from '../sending/secrets/seal.ts'
import type { SecretRegistry } from '../sending/secrets/secret-registry.ts'
import type { CredentialStore, StoredCredential } from '../store/credentials.ts'
import { sendOnce } from '../store/send-once.ts'
import type { CallLimit } from './call-limit.ts'
import { checkCredential } from './check-credential.ts'
import { defaultLimits, openSecret, openUnsaved, sealSecret } from './credential-secrets.ts'
import { fingerprintOf } from './fingerprint-of.ts'

export type CredentialService = ReturnType<typeof createCredentialService>

type Parts = {
  readonly db: Kysely<Database>
  readonly credentials: CredentialStore
  readonly connectors: ReadonlyMap<string, Connector>
  readonly policy: OriginPolicy
  readonly call: CallTarget
  readonly callLimit: CallLimit
  readonly master: MasterKey
  readonly secrets: SecretRegistry
}

/** Until there are accounts, everybody is the person at this machine. */
const person = 'local'

/** Credentials as people make, change, check and remove them; and opened, for sending. */
export function createCredentialService(parts: Parts) {
  const { credentials, connectors, policy, callLimit } = parts

  return {
    list: async (connector?: string): Promise<{ items: Credential[] }> => ({
      items: (await credentials.list(connector)).map(view),
    }),

    get: async (id: string): Promise<Credential> => view(await stored(id)),

    find: (id: string): Promise<StoredCredential | undefined> => credentials.find(id),

    /** With its secret, for sending. Throws an `AppError` when it is gone, or when its secret can't be opened. */
    open: async (id: string): Promise<OpenCredential> => open(await stored(id)),

    /** Checked at once; one whose check fails is saved too, and says so. With an Idempotency-Key it is made once. */
    async create(input: NewCredential, key?: string): Promise<Credential> {
      const { secret: _, ...asked } = input
      const id = await sendOnce(parts.db, {
        once: key === undefined ? undefined : { scope: 'create credential', key },
        answer: z.string(),
        // Nothing is kept that a secret could be guessed by.
        fingerprint: fingerprintOf(asked),
        act: () => callLimit.run(person, () => create(input)),
      })
      return view(await stored(id))
    },

    async change(id: string, change: CredentialChange): Promise<Credential> {
      const before = await stored(id)
      const baseUrl = change.baseUrl === undefined ? before.baseUrl : allowedBaseUrl(change.baseUrl)
      const isMoved = baseUrl !== before.baseUrl
      if (isMoved && change.secret === undefined) {
        throw new AppError(
          'secret_required',
          `The key of ${before.name} was given for ${before.baseUrl} and goes nowhere else. Enter the key again for the new base URL.`,
          [{ code: 'secret_required', message: 'Enter the key again for the new base URL.', path: 'secret' }],
        )
      }
      const secret =
        change.secret === undefined ? undefined : sealSecret(parts, id, usable(change.secret, before.secret.hint))
      await credentials.change(id, {
        name: change.name,
        ...(isMoved && { baseUrl, isPractice: policy.isPractice(new URL(baseUrl).origin) }),
        ...(change.limits && { limits: { ...before.limits, ...withoutUndefined(change.limits) } }),
        secret,
      })
      return secret ? callLimit.run(person, () => checkAndView(id)) : view(await stored(id))
    },

    async remove(id: string): Promise<void> {
      const before = await stored(id)
      const result = await credentials.remove(id)
      if (result === 'gone') throw notFound(id)
      if (result === 'in_use') {
        const names = (await credentials.find(id))?.usedBy.map(({ name }) => name) ?? []
        throw new AppError(
          'credential_in_use',
          `${before.name} is used by ${names.slice(0, 5).join(', ') || 'a destination'}. Give these destinations another credential, or delete them, first.`,
        )
      }
    },

    check: (id: string): Promise<Credential> =>
      callLimit.run(person, async () => {
        await stored(id)
        return checkAndView(id)
      }),

    /** With the secret of this request alone; nothing is kept. */
    checkUnsaved: (input: Pick<NewCredential, 'connector' | 'secret' | 'baseUrl'>): Promise<CredentialCheck> =>
      callLimit.run(person, () => {
        const connector = connectorOf(input.connector)
        const baseUrl = allowedBaseUrl(input.baseUrl ?? connector.baseUrl)
        return checkCredential(
          connector,
          openUnsaved(parts, connector, baseUrl, usable(input.secret, null)),
          parts.call,
        )
      }),

    /** The check that ends a hold by itself, or runs at the start: no person triggers it. */
    recheck,

    /** Makes the credential of Practice Salesloft once; from then on it follows the port, and is a person's to delete. */
    async keepPractice(practiceUrl: string, key: string): Promise<void> {
      const [connector] = connectors.values()
      if (!connector) return
      const id = uuid()
      const name = `Practice ${connector.name}`
      await credentials.insertOnce('practice', {
        id,
        name,
        connector: connector.id,
        kind: 'api_key',
        baseUrl: practiceUrl,
        isPractice: true,
        limits: defaultLimits(connector),
        secret: sealSecret(parts, id, key),
      })
      await credentials.movePractice(practiceUrl)
    },

    /** Checks the credentials of Practice Salesloft that haven't passed yet. */
    async checkPractice(): Promise<void> {
      const unchecked = (await credentials.list()).filter(
        ({ isPractice, check }) => isPractice && check.status !== 'ok',
      )
      for (const credential of unchecked) await recheck(credential.id)
    },
  }

  async function create(input: NewCredential): Promise<string> {
    const connector = connectorOf(input.connector)
    const baseUrl = allowedBaseUrl(input.baseUrl ?? connector.baseUrl)
    const secret = usable(input.secret, null)
    const id = uuid()
    await credentials.insert({
      id,
      name: input.name,
      connector: connector.id,
      kind: input.kind,
      baseUrl,
      isPractice: policy.isPractice(new URL(baseUrl).origin),
      limits: { ...defaultLimits(connector), ...withoutUndefined(input.limits ?? {}) },
      secret: sealSecret(parts, id, secret),
    })
    await recheck(id)
    return id
  }

  async function stored(id: string): Promise<StoredCredential> {
    const found = await credentials.find(id)
    if (!found) throw notFound(id)
    return found
  }

  function open(found: StoredCredential): OpenCredential {
    try {
      return openSecret(parts, found)
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error
      throw new AppError(
        'secret_required',
        `The key of ${found.name} can’t be opened: ${error.message} Enter the key again.`,
      )
    }
  }

  async function recheck(id: string): Promise<CredentialCheck | undefined> {
    const found = await credentials.find(id)
    if (!found) return undefined
    const check = await checkCredential(connectorOf(found.connector), open(found), parts.call)
    await credentials.saveCheck(found, check)
    return check
  }

  async function checkAndView(id: string): Promise<Credential> {
    await recheck(id)
    return view(await stored(id))
  }

  function connectorOf(id: string): Connector {
    const connector = connectors.get(id)
    if (!connector) throw new AppError('not_found', `There is no connector “${id}”.`)
    return connector
  }

  /** In one spelling, without a final slash. */
  function allowedBaseUrl(text: string): string {
    const target = policy.check(text.trim())
    if (target?.url.search !== '') {
      throw new AppError('url_not_allowed', urlNotAllowed, [
        { code: 'url_not_allowed', message: urlNotAllowed, path: 'baseUrl' },
      ])
    }
    return `${target.url.origin}${target.url.pathname}`.replace(/\/+$/, '')
  }
}

function view({ secret, createdAt, updatedAt, revision: _revision, ...credential }: StoredCredential): Credential {
  return {
    ...credential,
    secret: { set: true, hint: secret.hint, updatedAt: secret.updatedAt.toISOString() },
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  }
}

/** Dots or stars, with a hint behind them: what pages show in a secret's place. */
const mask = /^[*.]{2,}.{0,4}$/

function usable(secret: string, hint: string | null): string {
  if (secret !== hint && !mask.test(secret)) return secret
  const message = 'That is what is shown in place of the key, not the key. Paste the whole key.'
  throw new AppError('secret_invalid', message, [{ code: 'secret_invalid', message, path: 'secret' }])
}

function withoutUndefined(limits: Partial<CredentialLimits>): Partial<CredentialLimits> {
  return Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined))
}

const notFound = (id: string): AppError =>
  new AppError('not_found', `There is no credential with id ${id}. It may have been deleted.`)
