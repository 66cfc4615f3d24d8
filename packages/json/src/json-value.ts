/** Any JSON value as Sluice holds it: a number that JavaScript would alter is an {@link ExactNumber}. */
export type JsonValue = null | boolean | string | number | ExactNumber | JsonValue[] | JsonObject

/** One JSON object. Its keys are data, whatever they are: read them as own keys only. */
export type JsonObject = { [key: string]: JsonValue }

/** `JSON.rawJSON` is in every runtime that Sluice serves, but not yet in TypeScript's own types. */
declare global {
  interface JSON {
    rawJSON(text: string): object
  }
}

/**
 * A JSON number whose text JavaScript's own numbers can't give back: an integer above 2^53, a long decimal,
 * `1E5`, `-0`, `10.0`. `source` is that text, to the digit; `JSON.stringify` prints it as it is.
 */
export class ExactNumber {
  readonly #isExact = true
  readonly source: string

  /** `source` must be a JSON number. */
  constructor(source: string) {
    this.source = source
  }

  static is(value: unknown): value is ExactNumber {
    return typeof value === 'object' && value !== null && #isExact in value
  }

  toString(): string {
    return this.source
  }

  toJSON(): object {
    return JSON.rawJSON(this.source)
  }
}

/** Whether the value is a JSON object: no array, no number, not null. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !ExactNumber.is(value)
}

/** A JSON number's text as a value: a JavaScript number if that gives the same text back, else an exact one. */
export function numberOf(source: string): number | ExactNumber {
  const number = Number(source)
  return String(number) === source ? number : new ExactNumber(source)
}
