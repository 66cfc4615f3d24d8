import type { Connector, Credential } from '@sluice/schema'

/** What a test does, for people: `writes to Salesloft as Mara Reinholt, Northbeam`. */
export function writtenAs(
  connector: Connector,
  { check, isPractice, name }: Credential,
): { does: string; who: string } {
  const who = [check.user?.name, check.team?.name].filter((part) => part !== undefined).join(', ')
  const does = isPractice ? `goes to ${name}` : `writes to ${connector.name}`
  return { does, who: who === '' ? 'the credential’s user' : who }
}
