import { pathPattern } from '../path-pattern.ts'
import { chanceOf } from './chance.ts'
import type { Fault, SetFault } from './fault.ts'

type Target = { method: string; pathname: string; body: string }
type Armed = { fault: SetFault; path: RegExp | undefined; method: string | undefined }

/** The faults that are set, in the order in which they were; the first that strikes a request wins. */
export class Faults {
  #armed: Armed[] = []
  #lastId = 0

  get list(): readonly SetFault[] {
    return this.#armed.map(({ fault }) => ({ ...fault }))
  }

  add(fault: Fault): SetFault {
    const set: SetFault = { ...fault, id: ++this.#lastId, matched: 0, struck: 0 }
    const { path, method } = fault.match ?? {}
    this.#armed.push({
      fault: set,
      path: path === undefined ? undefined : pathPattern(path),
      method: method?.toUpperCase(),
    })
    return { ...set }
  }

  /** Takes one away. Answers whether it was there. */
  remove(id: number): boolean {
    const before = this.#armed.length
    this.#armed = this.#armed.filter(({ fault }) => fault.id !== id)
    return this.#armed.length < before
  }

  clear(): void {
    this.#armed = []
  }

  /** The fault that strikes this request, if any; counts the request for every fault that it matches. */
  strike(target: Target): SetFault | undefined {
    let struck: SetFault | undefined
    for (const { fault, path, method } of this.#armed) {
      if (method !== undefined && method !== target.method) continue
      if (path && !path.test(target.pathname)) continue
      const text = fault.match?.bodyIncludes
      if (text !== undefined && !target.body.includes(text)) continue
      fault.matched++
      if (struck || !isDue(fault)) continue
      fault.struck++
      struck = fault
    }
    return struck
  }
}

function isDue(fault: SetFault): boolean {
  const number = fault.matched - (fault.skip ?? 0)
  if (number < 1) return false
  if (fault.count !== undefined && fault.struck >= fault.count) return false
  if (fault.nth !== undefined && number !== fault.nth) return false
  if (fault.every !== undefined && number % fault.every !== 0) return false
  return fault.probability === undefined || chanceOf(fault.seed ?? fault.id, number) < fault.probability
}
