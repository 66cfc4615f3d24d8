import type { Connector } from '@sluice/schema'
import type { OpenCredential } from '../sending/open-credential.ts'
import type { BudgetKey } from '../sending/rate-budget.ts'
import { type MasterKey, openSeal, seal } from '../sending/secrets/seal.ts'
import type { SecretRegistry } from '../sending/secrets/secret-registry.ts'
import { SecretText } from '../sending/secrets/secret-text.ts'
import type { SealedSecret, StoredCredential } from '../store/credentials.ts'

type Parts = { readonly master: MasterKey; readonly secrets: Pick<SecretRegistry, 'add'> }

const placeOf = (id: string) => ({ table: 'credential', row: id, field: 'secret' })
const shortestWithHint = 20

/** Seals a credential's secret for the database. */
export function sealSecret({ master, secrets }: Parts, id: string, secret: string): SealedSecret {
  secrets.add(secret)
  const hint = secret.length >= shortestWithHint ? secret.slice(-4) : null
  return { sealed: seal(secret, placeOf(id), master), keyId: master.id, hint }
}

/** The credential with its secret, for sending. Throws `SealBroken`, which names the credential. */
export function openSecret({ master, secrets }: Parts, stored: StoredCredential): OpenCredential {
  const secret = openSeal(stored.secret.sealed, placeOf(stored.id), master)
  secrets.add(secret)
  return {
    id: stored.id,
    connector: stored.connector,
    origin: new URL(stored.baseUrl).origin,
    baseUrl: stored.baseUrl,
    secret: new SecretText(secret),
    limits: stored.limits,
    budget: budgetKeyOf(stored),
    revision: stored.revision,
  }
}

/** Whose points the credential's requests cost. */
export const budgetKeyOf = ({ id, connector, baseUrl, check }: StoredCredential): BudgetKey => ({
  connector,
  team: teamOf(baseUrl, id, check.team?.id),
})

/** A credential that isn't saved, with the secret of the request at hand. */
export function openUnsaved({ secrets }: Parts, connector: Connector, baseUrl: string, secret: string): OpenCredential {
  secrets.add(secret)
  return {
    id: 'unsaved',
    connector: connector.id,
    origin: new URL(baseUrl).origin,
    baseUrl,
    secret: new SecretText(secret),
    limits: defaultLimits(connector),
    budget: { connector: connector.id, team: teamOf(baseUrl, 'unsaved', undefined) },
    revision: null,
  }
}

export const defaultLimits = ({ budget }: Connector) => ({
  pointsPerMinute: budget.pointsPerMinute,
  shareForOthers: 10,
  inFlight: 8,
})

/** Whose points are used: the team's, or as long as it isn't known, those of the credential alone. */
function teamOf(baseUrl: string, id: string, teamId: number | undefined): string {
  return `${new URL(baseUrl).origin} ${teamId === undefined ? `credential ${id}` : `team ${teamId}`}`
}
