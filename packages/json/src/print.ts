import type { JsonValue } from './json-value.ts'

/**
 * Compact JSON, every number to the digit. Where nothing is exact, byte for byte what `JSON.stringify` prints: keys in
 * JavaScript's order, lone surrogates escaped.
 */
export function print(value: JsonValue): string {
  return JSON.stringify(value)
}

/** JSON for reading: two blanks a level, otherwise as `print`. */
export function printPretty(value: JsonValue): string {
  return JSON.stringify(value, null, 2)
}
