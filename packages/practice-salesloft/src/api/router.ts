import type { Route } from './route.ts'

export type Match = { route: Route; id: number }

const digits = /^\d{1,15}$/

/** Finds the route of a request; the path is taken with or without a final `.json`. */
export function routerOf(routes: readonly Route[]): (method: string, path: string) => Match | undefined {
  const byShape = new Map(routes.map((route) => [`${route.method} ${route.path}`, route]))
  return (method, path) => {
    const plain = path.endsWith('.json') ? path.slice(0, -5) : path
    const fixed = byShape.get(`${method} ${plain}`)
    if (fixed) return plain.includes(':') ? undefined : { route: fixed, id: 0 }
    const segments = plain.split('/')
    const position = segments.findLastIndex((segment) => digits.test(segment))
    if (position < 0) return undefined
    const id = Number(segments[position])
    segments[position] = ':id'
    const route = byShape.get(`${method} ${segments.join('/')}`)
    return route && { route, id }
  }
}
