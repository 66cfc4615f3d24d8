import type { Credential, CredentialCheck } from '@sluice/schema'
import { RelativeTime } from './relative-time.tsx'
import { StateWord } from './state.tsx'
import { checkStates, type StateLook } from './states.ts'

/** The state of a credential's check. Practice Salesloft is always ready. */
export function CheckWord({ credential }: { credential: Credential }) {
  const { check, isPractice } = credential
  return <StateWord look={lookOf(check)}>{isPractice && check.status === 'ok' ? 'Always ready' : undefined}</StateWord>
}

/** When the check was made. */
export function CheckTime({ credential }: { credential: Credential }) {
  return credential.check.at ? <RelativeTime time={credential.check.at} /> : null
}

function lookOf(check: CredentialCheck): StateLook {
  if (check.status === 'ok' && check.missing.length > 0) return checkStates.missing
  return checkStates[check.status]
}
