import type { Waits } from '../../waits.ts'
import type { Learning } from './learning.ts'
import type { Places } from './places.ts'

type Situation = {
  readonly now: number
  /** How many wait for the right to send. */
  readonly waiting: number
  /** The most that the credential allows in flight. */
  readonly inFlight: number
  /** When the others were last told. */
  readonly askedAt: number
  readonly learning: Pick<Learning, 'hasNews' | 'isLimited'>
  readonly places: Pick<Places, 'asked' | 'count' | 'hasNews' | 'idleAt' | 'mayUse' | 'until'>
  readonly waits: Pick<Waits, 'budgetLeaseMs' | 'budgetPlacesMs'>
}

/** When the others have to hear of this process: what it learned, what places it needs, uses or gives back. Monotonic. */
export function whenToTell({ now, waiting, inFlight, askedAt, learning, places, waits }: Situation): number {
  const { budgetLeaseMs, budgetPlacesMs } = waits
  const soon = askedAt + budgetLeaseMs
  const isShort = waiting > 0 && places.count >= Math.min(inFlight, places.mayUse(now))
  if (learning.isLimited || (isShort && Math.min(inFlight, waiting + places.count) > places.asked)) return now
  if (places.hasNews) return soon
  // What was learned is told along with the places that are given back.
  const idleAt = waiting === 0 ? places.idleAt(budgetPlacesMs / 2) : Number.POSITIVE_INFINITY
  if (idleAt < Number.POSITIVE_INFINITY) return idleAt
  if (waiting === 0 && learning.hasNews) return soon
  if (waiting === 0 && places.count === 0) return idleAt
  return isShort && places.mayUse(now) < inFlight ? soon : places.until - budgetPlacesMs / 2
}
