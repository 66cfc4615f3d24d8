export type InFlightGroups = {
  add(intentGroupId: string): void
  delete(intentGroupId: string): void
  has(intentGroupId: string): boolean
}

/** Counts, for each intent group, the requests that are on their way from this process. */
export function createInFlightGroups(): InFlightGroups {
  const counts = new Map<string, number>()
  return {
    add(id) {
      counts.set(id, (counts.get(id) ?? 0) + 1)
    },
    delete(id) {
      const left = (counts.get(id) ?? 1) - 1
      if (left > 0) counts.set(id, left)
      else counts.delete(id)
    },
    has: (id) => counts.has(id),
  }
}
