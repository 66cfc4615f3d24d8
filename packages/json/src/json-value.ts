/** Any JSON value as Sluice holds it: a number that JavaScript would alter is an {@link ExactNumber}. */
export type JsonValue = null | boolean | string | number | ExactNumber | JsonValue[] | JsonObject

/** One JSON object. Its keys are data, whatever they are: read them as own keys only. */
export type JsonObject = { [key: string]: JsonValue }

/**
 * A JSON number whose text JavaScript's own numbers can't give back: an integer above 2^53, a long decimal,
 * `1E5`, `-0`, `10.0`. `source` is that text, to the digit.
 */
export class ExactNumber {
  readonly #isExact = true
  readonly source: string

  constructor(source: string) {
    this.source = source
  }

  static is(value: unknown): value is ExactNumber {
    return typeof value === 'object' && value !== null && #isExact in value
  }

  toString(): string {
    return this.source
  }
}
