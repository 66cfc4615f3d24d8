import { isObject, type Json, type JsonObject } from '../store/json.ts'
import type { Fault, FaultKind, FaultMatch, FaultTiming } from './fault.ts'

const kinds = ['status', 'delay', 'drop', 'cut', 'truncated', 'broken'] as const
const moments = ['before', 'after'] as const
const parts = ['status line', 'headers', 'body'] as const

/** Reads a fault from JSON. Throws a RangeError that names what can't be. */
export function parseFault(given: Json): Fault {
  if (!isObject(given)) throw new RangeError('A fault must be an object.')
  const { match } = given
  return { ...kindOf(given), ...timingOf(given), ...(match !== undefined && { match: matchOf(match) }) }
}

function kindOf(given: JsonObject): FaultKind {
  const kind = choice(given, 'kind', kinds)
  switch (kind) {
    case 'status': {
      const { body, headers } = given
      return {
        kind,
        status: required(number(given, 'status', 200, 599), 'status'),
        ...(body !== undefined && { body }),
        ...(headers !== undefined && { headers: textsOf(headers) }),
        applies: given.applies === true,
      }
    }
    case 'delay':
      return {
        kind,
        delayMs: required(number(given, 'delayMs', 0, 3_600_000), 'delayMs'),
        at: given.at === undefined ? 'after' : choice(given, 'at', moments),
      }
    case 'drop':
      return { kind, at: choice(given, 'at', moments) }
    case 'cut':
      return { kind, where: given.where === undefined ? 'body' : choice(given, 'where', parts) }
    case 'truncated':
      return { kind }
    case 'broken':
      return { kind, ...optionalText(given, 'body') }
    default:
      return kind satisfies never
  }
}

function timingOf(given: JsonObject): FaultTiming {
  const timing: FaultTiming = {}
  for (const name of ['nth', 'every', 'count'] as const) {
    const value = number(given, name, 1, Number.MAX_SAFE_INTEGER)
    if (value !== undefined) timing[name] = value
  }
  for (const name of ['skip', 'seed'] as const) {
    const value = number(given, name, 0, Number.MAX_SAFE_INTEGER)
    if (value !== undefined) timing[name] = value
  }
  const probability = number(given, 'probability', 0, 1)
  return probability === undefined ? timing : { ...timing, probability }
}

function matchOf(given: Json): FaultMatch {
  if (!isObject(given)) throw new RangeError('match must be an object.')
  return {
    ...optionalText(given, 'method'),
    ...optionalText(given, 'path'),
    ...optionalText(given, 'bodyIncludes'),
  }
}

function number(given: JsonObject, name: string, least: number, most: number): number | undefined {
  const value = given[name]
  if (value === undefined) return undefined
  if (typeof value !== 'number' || !(value >= least && value <= most))
    throw new RangeError(`${name} must be a number from ${least} to ${most}.`)
  return value
}

function required(value: number | undefined, name: string): number {
  if (value === undefined) throw new RangeError(`${name} is missing.`)
  return value
}

function choice<Choice extends string>(given: JsonObject, name: string, allowed: readonly Choice[]): Choice {
  const found = allowed.find((one) => one === given[name])
  if (found === undefined) throw new RangeError(`${name} must be one of ${allowed.join(', ')}.`)
  return found
}

function optionalText<Name extends string>(given: JsonObject, name: Name): { [name in Name]?: string } {
  const value = given[name]
  const read: { [name in Name]?: string } = {}
  if (value === undefined) return read
  if (typeof value !== 'string') throw new RangeError(`${name} must be text.`)
  read[name] = value
  return read
}

function textsOf(given: Json): Record<string, string> {
  if (!isObject(given)) throw new RangeError('headers must be an object of texts.')
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]))
}
