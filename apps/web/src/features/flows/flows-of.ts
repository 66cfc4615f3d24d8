import type { Destination, Nexset } from '@sluice/schema'

/** Each Nexset with its destinations, in the order they were made; Nexsets that flow come before those that don't. */
export function flowsOf(
  nexsets: Nexset[],
  destinations: Destination[],
): { nexset: Nexset; destinations: Destination[] }[] {
  const byNexset = Map.groupBy(destinations, (destination) => destination.nexsetId)
  const flows = nexsets.map((nexset) => ({
    nexset,
    destinations: (byNexset.get(nexset.id) ?? []).toSorted((a, b) => a.createdAt.localeCompare(b.createdAt)),
  }))
  const isFlowing = (flow: (typeof flows)[number]) => (flow.destinations.length > 0 ? 0 : 1)
  return flows.toSorted((a, b) => isFlowing(a) - isFlowing(b) || b.nexset.createdAt.localeCompare(a.nexset.createdAt))
}
