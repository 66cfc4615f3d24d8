import { isJsonObject, type JsonObject, type JsonValue } from '@sluice/json'

/** An attribute's name as macros, parameters, mappings and exclusions give it. */
export type AttributePath = { name: string; steps: readonly string[] }

/** A record in the making: what is undefined has been taken out. */
export type Draft = { [key: string]: JsonValue | undefined }

export function attributePath(name: string): AttributePath {
  return { name, steps: name.includes('.') ? name.split('.') : [] }
}

/** The value of a key that the object holds itself. */
export function own(object: Draft, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined
}

/**
 * The attribute's value: first that of a top-level attribute of the whole name, then step by step at the dots, through
 * objects only. Undefined where there is none.
 */
export function valueAt(record: Draft, { name, steps }: AttributePath): JsonValue | undefined {
  const whole = own(record, name)
  if (whole !== undefined || steps.length === 0) return whole
  let value: JsonValue | undefined
  let object = record
  for (const step of steps) {
    value = own(object, step)
    object = isJsonObject(value) ? value : nothing
  }
  return value
}

const nothing: Draft = {}

/** The record without these attributes; the record itself is left as it was. */
export function without(record: JsonObject, paths: readonly AttributePath[]): Draft {
  let draft: Draft = record
  for (const { name, steps } of paths) {
    const [first, ...rest] = steps
    const isWhole = Object.hasOwn(draft, name)
    const key = isWhole || first === undefined ? name : first
    const value = own(draft, key)
    if (value === undefined) continue
    const left = isWhole ? undefined : withoutStep(value, rest)
    if (left === value) continue
    if (draft === record) draft = { ...record }
    draft[key] = left
  }
  return draft
}

/** The value less what the steps lead to; the same value if they lead nowhere. */
function withoutStep(value: JsonValue, [step, ...rest]: readonly string[]): JsonValue {
  if (step === undefined || !isJsonObject(value)) return value
  const inner = own(value, step)
  if (inner === undefined) return value
  if (rest.length === 0) return Object.fromEntries(Object.entries(value).filter(([key]) => key !== step))
  const left = withoutStep(inner, rest)
  if (left === inner) return value
  return Object.fromEntries(Object.entries(value).map(([key, kept]) => [key, key === step ? left : kept]))
}
