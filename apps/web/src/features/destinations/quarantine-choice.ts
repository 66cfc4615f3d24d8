import type { Outcome, QuarantineOutcome, QuarantineSelection } from '@sluice/schema'

/** Whether a record of this outcome can be replayed or dismissed. */
export const isQuarantined = (outcome: Outcome | undefined): outcome is QuarantineOutcome =>
  outcome === 'rejected' || outcome === 'invalid' || outcome === 'unknown'

/** What of the list of records is chosen: the ticked ones, else all that the search and the filter find. */
export function choiceOf(
  ticked: ReadonlySet<number>,
  search: string,
  outcome: Outcome | undefined,
): QuarantineSelection | null {
  if (ticked.size > 0) return { by: 'seqs', seqs: [...ticked].toSorted((one, other) => one - other) }
  if (outcome !== undefined && !isQuarantined(outcome)) return null
  if (search.trim() !== '') return { by: 'search', search, outcome }
  return outcome === undefined ? null : { by: 'all', outcome }
}
