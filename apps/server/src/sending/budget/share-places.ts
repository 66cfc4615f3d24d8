import type { Waits } from '../../waits.ts'
import type { Places } from './budget-state.ts'

/** What a process says of its places in flight. */
export type PlacesWanted = {
  readonly process: string
  /** How many it would use; 0 when nobody waits. */
  readonly wants: number
  /** At most so many of its requests are in flight until it is answered. */
  readonly inFlight: number
  /** How long ago it sent a request that showed the target overloaded (a time-out, a 503); null without. */
  readonly overloadedAgo: number | null
}

/** `mayUse`: so many requests of the process may be in flight, until then; it is to report earlier to keep them. */
export type PlacesGiven = { readonly mayUse: number; readonly until: number }

type Times = Pick<Waits, 'budgetWindowMs' | 'budgetPlacesMs'>

/**
 * Shares the places in flight among all processes: each gets what it wants while there are places; a process that
 * has none, or fewer than its part, gets them as the others' requests end. The setting is halved each time the target
 * shows that it is overloaded, and grows by one each window.
 */
export function sharePlaces(
  places: Places,
  wanted: PlacesWanted,
  limit: number,
  now: number,
  times: Times,
): { places: Places; given: PlacesGiven } {
  const adapted = adapt(places, wanted.overloadedAgo, limit, now, times)
  const total = Math.min(adapted.most ?? limit, limit)
  const alive = Object.entries(places.holders).filter(([id, { until }]) => id !== wanted.process && until > now)
  const others = alive.map(([, holder]) => holder)
  const part = Math.floor(total / (1 + others.filter(({ wants }) => wants > 0).length))
  const isAnyShort = others.some(({ holds, wants }) => wants > 0 && (holds === 0 || holds < Math.min(wants, part)))
  const free = total - others.reduce((sum, { holds }) => sum + holds, 0)
  // With fewer places than processes, who had none takes one, and who had one gives it up.
  const leastPart = places.holders[wanted.process]?.holds ? 0 : 1
  const mayUse = Math.max(0, Math.min(wanted.wants, free, isAnyShort ? Math.max(part, leastPart) : total))
  const until = now + times.budgetPlacesMs
  const holder = { holds: Math.max(mayUse, wanted.inFlight), wants: wanted.wants, until }
  const isIdle = holder.holds === 0 && holder.wants === 0
  const holders = Object.fromEntries(isIdle ? alive : [...alive, [wanted.process, holder]])
  return { places: { ...adapted, holders }, given: { mayUse, until } }
}

function adapt(places: Places, overloadedAgo: number | null, limit: number, now: number, times: Times): Places {
  const { most, mostChangedAt } = places
  const windows = Math.max(0, Math.floor((now - mostChangedAt) / times.budgetWindowMs))
  const grown = most === null || most + windows >= limit ? null : most + windows
  // At most once while the requests of before are still coming back.
  if (overloadedAgo !== null && now - overloadedAgo >= mostChangedAt)
    return { ...places, most: Math.max(1, Math.floor((grown ?? limit) / 2)), mostChangedAt: now }
  return grown === most ? places : { ...places, most: grown, mostChangedAt: now }
}
