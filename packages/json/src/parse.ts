import type { JsonValue } from './json-value.ts'
import { mostLevels, parseExactly } from './parse-exactly.ts'

/**
 * Reads JSON text (RFC 8259) without altering a number: one that JavaScript's own can't give back, digit for digit,
 * becomes an `ExactNumber`. Of equal keys the last one counts, as with `JSON.parse`; `__proto__` is a key like any other.
 * Throws a `JsonError` with its place: `json_invalid`, `json_too_deep` beyond 100 levels of arrays and objects,
 * `number_too_long` beyond 1,000 digits.
 */
export function parse(text: string): JsonValue {
  if (riskyNumber.test(text) || onlyNumber.test(text) || mayBeTooDeep(text)) return parseExactly(text)
  try {
    return JSON.parse(text)
  } catch {
    return parseExactly(text)
  }
}

/**
 * Numbers that JavaScript might not give back: of more than 15 digits, with an exponent, with a nought at the end of
 * their decimals, below 0.000001, or minus nought. Now and then a number inside a string deceives it.
 * Beginning with what stands before a number lets most texts be searched at a nanosecond a character.
 */
const riskyNumber = /[:,[]\s*(?:-?(?:\d{16}|[\d.]{17}|\d+(?:\.\d+)?[eE]|\d+\.\d*0(?!\d)|0\.0{6})|-0(?![.\d]))/
const onlyNumber = /^\s*[-\d]/

/** Whether the text holds so many opening brackets, in or outside strings, that it might be nested too deep. */
function mayBeTooDeep(text: string): boolean {
  let openings = 0
  for (const bracket of '[{') {
    for (let at = text.indexOf(bracket); at !== -1; at = text.indexOf(bracket, at + 1)) {
      openings++
      if (openings > mostLevels) return levelsOf(text) > mostLevels
    }
  }
  return false
}

/** How deep the text is nested, if it is JSON. */
function levelsOf(text: string): number {
  let levels = 0
  let most = 0
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '"') at = endOfString(text, at)
    else if (character === '[' || character === '{') most = Math.max(most, ++levels)
    else if (character === ']' || character === '}') levels--
  }
  return most
}

/** The place of the quote that closes the string which opens at `start`. */
function endOfString(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at
}
