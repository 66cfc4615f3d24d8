import type { BuildStep, BuiltRequest } from '@sluice/schema'

/**
 * The steps, but those that say the same as the former one in their place are that former one: what shows a step need
 * not look again.
 */
export function keepUnchanged(former: readonly BuildStep[], steps: readonly BuildStep[]): BuildStep[] {
  return steps.map((step, index) => {
    const before = former[index]
    return before && isSame(before, step) ? before : step
  })
}

function isSame(a: BuildStep, b: BuildStep): boolean {
  if (a.kind === 'request' && b.kind === 'request') return isSameRequest(a.request, b.request)
  return a.kind === 'invalid' && b.kind === 'invalid' && a.seq === b.seq && sameText(a.problems, b.problems)
}

/** What differs most often and is cheapest to compare comes first. */
const isSameRequest = (a: BuiltRequest, b: BuiltRequest) =>
  a.url === b.url &&
  a.body === b.body &&
  a.method === b.method &&
  sameText(a.headers, b.headers) &&
  sameText(a.seqs, b.seqs) &&
  sameText(a.keys, b.keys) &&
  sameText(a.warnings, b.warnings)

const sameText = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
