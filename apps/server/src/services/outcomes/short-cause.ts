import type { Problem } from '@sluice/schema'

type Cause = { readonly reason: string; readonly problems: readonly Problem[] }

const words: Record<string, string> = {
  required_missing: 'is empty',
  pattern_mismatch: 'has the wrong form',
  type_mismatch: 'has the wrong type',
  enum_mismatch: 'isn’t one of the values it takes',
}

/** A cause in a few words, the same for all its records: `domain has the wrong form`. */
export function shortCause({ reason, problems }: Cause): string {
  if (problems.length === 0) return reason
  return problems.map(shortly).join(', ')
}

function shortly({ code, path, attribute, message }: Problem): string {
  const place = attribute ?? path
  const what = words[code]
  return place && what ? `${place} ${what}` : message
}
