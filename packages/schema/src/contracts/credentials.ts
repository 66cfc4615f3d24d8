import { z } from 'zod'
import { Empty, failures, Id, IdParams, Name, OnceHeaders, Search, Time } from './contract.ts'

/** What a check of a credential found. `missing` are scopes that its templates need and it lacks. */
export const CredentialCheck = z.object({
  status: z.enum(['ok', 'failed', 'unchecked']),
  at: Time.nullable(),
  user: z.object({ id: z.int(), name: z.string(), email: z.string() }).nullable(),
  team: z.object({ id: z.int(), name: z.string() }).nullable(),
  scopes: z.array(z.string()),
  missing: z.array(z.string()),
  /** Why it failed, for people. */
  problem: z.string().nullable(),
})
export type CredentialCheck = z.infer<typeof CredentialCheck>

/** `shareForOthers` is a percentage of the minute's points that other tools of the team keep. 0 points: no limit known. */
export const CredentialLimits = z.strictObject({
  pointsPerMinute: z.int().min(1).max(1_000_000),
  shareForOthers: z.int().min(0).max(90),
  inFlight: z.int().min(1).max(64),
})
export type CredentialLimits = z.infer<typeof CredentialLimits>

export const Credential = z.object({
  id: Id,
  name: z.string(),
  connector: z.string(),
  kind: z.enum(['api_key', 'oauth']),
  baseUrl: z.string(),
  /** True for Practice Salesloft: nothing leaves the machine. */
  isPractice: z.boolean(),
  /** The secret itself is write-only. `hint`: its last four characters, of long ones only. */
  secret: z.object({ set: z.boolean(), hint: z.string().nullable(), updatedAt: Time }),
  limits: CredentialLimits,
  check: CredentialCheck,
  usedBy: z.array(z.object({ id: Id, name: z.string() })),
  createdAt: Time,
  updatedAt: Time,
})
export type Credential = z.infer<typeof Credential>

/** 1 to 8,192 visible ASCII characters; outer blanks are dropped. */
const Secret = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]{1,8192}$/, { error: 'A secret is 1 to 8,192 visible ASCII characters, without blanks inside.' })
  .meta({ code: 'secret_invalid' })
const BaseUrl = z.string().max(2048)

export const NewCredential = z.strictObject({
  name: Name,
  connector: z.string().max(100),
  kind: z.literal('api_key'),
  secret: Secret,
  /** The connector's own unless given. */
  baseUrl: BaseUrl.optional(),
  limits: CredentialLimits.partial().optional(),
})
export type NewCredential = z.infer<typeof NewCredential>

/** An absent field keeps its value. A new base URL needs the secret again. */
export const CredentialChange = z.strictObject({
  name: Name.optional(),
  secret: Secret.optional(),
  baseUrl: BaseUrl.optional(),
  limits: CredentialLimits.partial().optional(),
})
export type CredentialChange = z.infer<typeof CredentialChange>

export const LookupItem = z.object({ id: z.union([z.int(), z.string()]), label: z.string(), detail: z.string() })
export type LookupItem = z.infer<typeof LookupItem>

const path = '/api/v1/credentials'

export const listCredentials = {
  method: 'GET',
  path,
  schema: {
    summary: 'Credentials with their checks and uses; secrets are never told.',
    querystring: z.strictObject({ connector: z.string().max(100).optional() }),
    response: { 200: z.object({ items: z.array(Credential) }), ...failures },
  },
} as const

/** Checks the secret on saving; a failed check is saved too and says so. */
export const createCredential = {
  method: 'POST',
  path,
  schema: {
    summary: 'Adds a credential. Its secret is checked at once; one whose check fails is saved too and says so.',
    headers: OnceHeaders,
    body: NewCredential,
    response: { 201: Credential, ...failures },
  },
} as const

export const getCredential = {
  method: 'GET',
  path: `${path}/:id`,
  schema: { summary: 'One credential.', params: IdParams, response: { 200: Credential, ...failures } },
} as const

export const changeCredential = {
  method: 'PATCH',
  path: `${path}/:id`,
  schema: {
    summary: 'Changes a credential. What is absent keeps its value; a new base URL needs the secret again.',
    params: IdParams,
    body: CredentialChange,
    response: { 200: Credential, ...failures },
  },
} as const

/** 409 `credential_in_use` while a destination uses it. */
export const deleteCredential = {
  method: 'DELETE',
  path: `${path}/:id`,
  schema: {
    summary: 'Deletes a credential and its secret. 409 credential_in_use while a destination uses it.',
    params: IdParams,
    response: { 204: Empty, ...failures },
  },
} as const

export const checkCredential = {
  method: 'POST',
  path: `${path}/:id/check`,
  schema: {
    summary: 'Checks a credential with its target.',
    params: IdParams,
    response: { 200: Credential, ...failures },
  },
} as const

/** Checks values that aren't saved, with the secret in this request alone. */
export const checkNewCredential = {
  method: 'POST',
  path: `${path}/check`,
  schema: {
    summary: 'Checks values that aren’t saved, with the secret of this request alone.',
    body: NewCredential.omit({ name: true, limits: true }),
    response: { 200: CredentialCheck, ...failures },
  },
} as const

/** Things of the target to pick from. `ageSeconds` of a cached answer. */
export const lookUp = {
  method: 'GET',
  path: `${path}/:id/lookups/:kind`,
  schema: {
    summary: 'Things of the target to pick from: users, stages, cadences and others, cached for a while.',
    params: z.strictObject({ id: Id, kind: z.string().max(60) }),
    querystring: z.strictObject({ search: Search.optional() }),
    response: {
      200: z.object({ items: z.array(LookupItem), ageSeconds: z.int(), isComplete: z.boolean() }),
      ...failures,
    },
  },
} as const
