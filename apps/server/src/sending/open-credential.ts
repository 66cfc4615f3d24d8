import type { CredentialLimits } from '@sluice/schema'
import type { BudgetKey } from './rate-budget.ts'
import type { SecretText } from './secrets/secret-text.ts'

/** A credential with its secret unsealed, for sending. `credentials.open(id)` gives it; keep it no longer than a slice. */
export type OpenCredential = {
  readonly id: string
  readonly connector: string
  /** The only origin that the secret goes to, e.g. `https://api.salesloft.com`. */
  readonly origin: string
  /** Without a final slash. */
  readonly baseUrl: string
  readonly secret: SecretText
  readonly limits: CredentialLimits
  /** Whose points its requests cost. */
  readonly budget: BudgetKey
  /** Another one after each change of the stored credential; null when there is none. */
  readonly revision: string | null
}
