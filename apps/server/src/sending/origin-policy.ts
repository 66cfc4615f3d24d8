import type { Connector } from '@sluice/schema'
import { hasPublicName, parseTarget } from './parse-target.ts'
import { rememberLast } from './remember-last.ts'

/**
 * Which addresses the host of a target may have: `global` ones only, or `operator`, also those of private networks
 * and of this machine, because the operator has listed the origin, or because it is Practice Salesloft.
 */
export type Reach = 'global' | 'operator'

export type Target = {
  readonly url: URL
  readonly origin: string
  /** With the query. */
  readonly path: string
  readonly reach: Reach
}

export type OriginPolicy = {
  /** The target that a text names, or null when nothing may be sent there. One answer for every reason. */
  check(text: string): Target | null
  /** Origins beside the credential's own that an Advanced URL may have; for the request builder. */
  extraOrigins(): readonly string[]
  isPractice(origin: string): boolean
}

type Parts = {
  readonly connectors: readonly Pick<Connector, 'baseUrl'>[]
  /** Where the Practice Salesloft that this process started listens. */
  readonly practiceUrl?: string | undefined
  /** Listed by the operator at the start. */
  readonly operatorOrigins: readonly string[]
  /** Listed by an owner while the product runs; read at each check. */
  readonly outsideOrigins?: () => readonly string[]
}

export const urlNotAllowed =
  'Sluice doesn’t send to this address. Allowed are the connector’s own address, Practice Salesloft, and origins that the operator lists in SLUICE_ALLOWED_ORIGINS.'

/** The list of origins that requests may go to. What isn't on it is refused, whatever listens there. */
export function createOriginPolicy({ connectors, practiceUrl, operatorOrigins, outsideOrigins }: Parts): OriginPolicy {
  const practice = practiceUrl === undefined ? null : new URL(practiceUrl).origin
  const own = new Set(connectors.map(({ baseUrl }) => new URL(baseUrl).origin))
  const operator = new Set(operatorOrigins.map((origin) => new URL(origin).origin))
  const targetOf = rememberLast((text: string): Target | null => {
    const url = parseTarget(text)
    if (url === null) return null
    const { origin, pathname, search } = url
    const reach = origin === practice || operator.has(origin) ? 'operator' : 'global'
    const isRefused = reach === 'global' && !(url.protocol === 'https:' && hasPublicName(url))
    return isRefused ? null : { url, origin, path: pathname + search, reach }
  })

  return {
    check(text) {
      const target = targetOf(text)
      if (target === null || target.reach === 'operator') return target
      const isListed = own.has(target.origin) || (outsideOrigins?.() ?? []).includes(target.origin)
      return isListed ? target : null
    },
    extraOrigins: () => [...operator, ...(outsideOrigins?.() ?? [])],
    isPractice: (origin) => origin === practice,
  }
}
