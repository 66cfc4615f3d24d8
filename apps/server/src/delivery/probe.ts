import type { BuiltRequest } from '@sluice/schema'
import type { StoredHold } from '../store/stored-hold.ts'
import type { DeliveryParts } from './delivery-parts.ts'

/**
 * Sees whether what held a destination is over: with the connector's own check of the credential, which changes
 * nothing there. A good probe ends the hold; a bad one is repeated ever later, and after three days left to a person.
 */
export async function probe(
  parts: DeliveryParts,
  destinationId: string,
  { hold, credentialId }: { hold: StoredHold; credentialId: string },
  signal: AbortSignal,
): Promise<void> {
  const { waits, clock, states } = parts
  if (hold.kind === 'retry_after' || (await isGood(parts, hold, credentialId, signal))) {
    await states.changeHold(destinationId, hold, null)
    return
  }
  const heldMs = clock.now().getTime() - new Date(hold.since).getTime()
  if (heldMs > waits.probeGiveUpMs) {
    const remedy = `Probing was given up after ${Math.round(heldMs / 3_600_000)} hours. Release the hold when the target works again.`
    await states.changeHold(destinationId, hold, { ...hold, remedy, endsBy: 'person', probeInMs: null })
    return
  }
  const probes = hold.probes + 1
  const probeInMs = Math.min(waits.probeMostMs, waits.probeFirstMs * 2 ** probes) * (0.9 + clock.random() * 0.2)
  await states.changeHold(destinationId, hold, { ...hold, probes, probeInMs })
}

async function isGood(
  { credentials, connectors, budgets, door, clock, waits }: DeliveryParts,
  hold: StoredHold,
  credentialId: string,
  signal: AbortSignal,
): Promise<boolean> {
  const credential = await credentials.open(credentialId).catch(() => null)
  const connector = credential && connectors.get(credential.connector)
  if (!credential || !connector) return false
  const grant = await budgets
    .acquire(credential.budget, { kind: 'interactive', limits: credential.limits, signal })
    .catch(() => null)
  if (!grant) return false
  const result = await door.send(checkRequest(`${credential.baseUrl}${connector.auth.check.userPath}`), credential, {
    signal,
    sendBy: clock.monotonicMs() + waits.sendByMs,
  })
  budgets.settle(grant, result)
  if (result.kind !== 'answered') return false
  const { status } = result.answer
  return status < 300 || (hold.kind === 'outage' && status < 500 && ![401, 408, 425, 429].includes(status))
}

function checkRequest(url: string): BuiltRequest {
  return { method: 'GET', url, headers: [['accept', 'application/json']], body: null, seqs: [], keys: [], warnings: [] }
}
