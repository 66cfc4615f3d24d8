import type { Connector, CredentialCheck } from '@sluice/schema'
import { z } from 'zod'
import { type CallTarget, readRequest } from '../sending/call-target.ts'
import { classifyAnswer, type Judgement } from '../sending/classify-answer.ts'
import type { OpenCredential } from '../sending/open-credential.ts'
import type { SendResult } from '../sending/send-result.ts'

const User = z.object({ data: z.object({ id: z.int(), name: z.string().catch(''), email: z.string().catch('') }) })
const Team = z.object({ data: z.object({ id: z.int(), name: z.string().catch('') }) })

const unchecked: CredentialCheck = {
  status: 'unchecked',
  at: null,
  user: null,
  team: null,
  scopes: [],
  missing: [],
  problem: null,
}

/**
 * Asks the target who a credential belongs to. Never throws for what the target answers: that is the check's result.
 * An API key doesn't tell its scopes, so none are named.
 */
export async function checkCredential(
  connector: Connector,
  credential: OpenCredential,
  call: CallTarget,
): Promise<CredentialCheck> {
  const { userPath, teamPath } = connector.auth.check
  const at = new Date().toISOString()
  const user = await ask(User, credential, userPath, call)
  if (!user.ok) return { ...unchecked, status: 'failed', at, problem: explain(connector, user.judgement) }
  const team = await ask(Team, credential, teamPath, call)
  // Who may not see the team may still write.
  const isWithoutTeam = !team.ok && (team.judgement.status === 403 || team.judgement.status === 404)
  if (!team.ok && !isWithoutTeam)
    return { ...unchecked, status: 'failed', at, problem: explain(connector, team.judgement) }
  return { ...unchecked, status: 'ok', at, user: user.value.data, team: team.ok ? team.value.data : null }
}

type Asked<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly judgement: Judgement }

async function ask<Value>(
  schema: z.ZodType<Value>,
  credential: OpenCredential,
  path: string,
  call: CallTarget,
): Promise<Asked<Value>> {
  const result = await call(credential, readRequest(`${credential.baseUrl}${path}`))
  const judgement = classifyAnswer(
    { method: 'GET', idAt: null, itemsAt: null, recordCount: 1, isRepeat: false },
    result,
    Date.now(),
  )
  if (judgement.kind !== 'sent') return { ok: false, judgement }
  const parsed = schema.safeParse(readBody(result))
  if (parsed.success) return { ok: true, value: parsed.data }
  return { ok: false, judgement: { ...judgement, kind: 'rejected', reason: null } }
}

function readBody(result: SendResult): unknown {
  try {
    return result.kind === 'answered' ? JSON.parse(result.answer.body) : undefined
  } catch {
    return undefined
  }
}

function explain({ name }: Connector, { kind, status, reason }: Judgement): string {
  switch (kind) {
    case 'credential':
      return `${name} doesn’t accept this key: ${reason} Copy the key again, or make a new one.`
    case 'budget':
      return `${name} refuses calls of this team for a while (429): its rate limit is used up. Check again in a minute.`
    case 'configuration':
      return `${reason}`
    case 'not_sent':
      return `${name} can’t be reached: ${reason}`
    case 'in_doubt':
    case 'transient':
      return `${name} doesn’t answer as it should${status === null ? '' : ` (${status})`}: ${reason} Check again later.`
    case 'rejected':
    case 'mixed':
    case 'sent':
      return reason === null
        ? `What answers at this base URL isn’t ${name}. Correct the base URL.`
        : `${name} refuses the check (${status}): ${reason}`
    default:
      return kind satisfies never
  }
}
