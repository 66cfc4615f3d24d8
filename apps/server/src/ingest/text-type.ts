import type { AttributeType } from '@sluice/schema'

/** What the text of CSV cells may be read as without being spoiled, by number: quick to keep and compare. */
const textTypes = ['none', 'integer', 'number', 'boolean', 'date', 'date-time', 'string'] as const
export const none = 0
export const integer = 1
export const number = 2
const boolean = 3
export const date = 4
export const dateTime = 5
export const string = 6

/** The attribute type of a text type; of a column without any value, text. */
export function attributeTypeOf(textType: number): AttributeType {
  const name = textTypes[textType]
  return name === undefined || name === 'none' ? 'string' : name
}

/** What both have in common. */
export function joinTextTypes(one: number, other: number): number {
  if (one === other || other === none) return one
  if (one === none) return other
  return one + other === integer + number ? number : string
}

/**
 * What a cell may be read as. Numbers only where a number says the same as the text: no leading zero, plus or blank,
 * no exponent, no minus nought, at most 15 digits. Booleans: true and false, in lower, upper or title case.
 */
export function textTypeOf(bytes: Uint8Array, from: number, to: number): number {
  const first = bytes[from] ?? 0
  const length = to - from
  if (first === minus || isDigit(first)) {
    if (length >= 10 && bytes[from + 4] === minus && isDigit(first)) return dateTypeOf(bytes, from, to)
    return numberTypeOf(bytes, from, to)
  }
  return (length === 4 || length === 5) && isBooleanWord(bytes, from, to) ? boolean : string
}

/** true or false, in lower, upper or title case. */
function isBooleanWord(bytes: Uint8Array, from: number, to: number): boolean {
  const word = to - from === 4 ? trueWord : falseWord
  let capitals = 0
  for (let at = 0; at < word.length; at++) {
    const byte = bytes[from + at] ?? 0
    const lower = byte | lowerBit
    if (lower !== word[at]) return false
    if (byte !== lower) capitals++
  }
  return capitals === 0 || capitals === word.length || (capitals === 1 && bytes[from] !== word[0])
}

function numberTypeOf(bytes: Uint8Array, from: number, to: number): number {
  const isNegative = bytes[from] === minus
  const start = isNegative ? from + 1 : from
  let at = start
  while (at < to && isDigit(bytes[at] ?? 0)) at++
  const wholeDigits = at - start
  if (wholeDigits === 0 || (wholeDigits > 1 && bytes[start] === nought)) return string
  if (at === to) {
    return wholeDigits > mostDigits || (isNegative && bytes[start] === nought) ? string : integer
  }
  if (bytes[at] !== point) return string
  const fraction = at + 1
  at = fraction
  while (at < to && isDigit(bytes[at] ?? 0)) at++
  return at === to && at > fraction && wholeDigits + at - fraction <= mostDigits ? number : string
}

function dateTypeOf(bytes: Uint8Array, from: number, to: number): number {
  if (to - from === 10 && isPlainDate(bytes, from)) return date
  const match = isoDate.exec(latin1(bytes, from, to))
  if (!match) return string
  const [, month, day, time] = match
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31) return string
  return time === undefined ? date : dateTime
}

/** Whether the ten bytes are a date, told without making a text of them. */
function isPlainDate(bytes: Uint8Array, from: number): boolean {
  for (let at = 0; at < 10; at++) {
    const byte = bytes[from + at] ?? 0
    if (at === 4 || at === 7 ? byte !== minus : !isDigit(byte)) return false
  }
  const month = twoDigits(bytes, from + 5)
  const day = twoDigits(bytes, from + 8)
  return month >= 1 && month <= 12 && day >= 1 && day <= 31
}

/** The type of a text outside CSV: `date`, `date-time` or `string`. */
export function typeOfString(text: string): 'date' | 'date-time' | 'string' {
  if (text.length < 10 || text.length > 40 || text.charCodeAt(4) !== minus) return 'string'
  const bytes = Buffer.from(text)
  const type = dateTypeOf(bytes, 0, bytes.length)
  return type === date ? 'date' : type === dateTime ? 'date-time' : 'string'
}

const isoDate = /^\d{4}-(\d\d)-(\d\d)([T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?$/
const trueWord = Buffer.from('true')
const falseWord = Buffer.from('false')
const lowerBit = 32
const mostDigits = 15
const minus = 45
const point = 46
const nought = 48

const twoDigits = (bytes: Uint8Array, at: number) => ((bytes[at] ?? 0) - nought) * 10 + (bytes[at + 1] ?? 0) - nought
const isDigit = (byte: number) => byte >= nought && byte <= 57
const latin1 = (bytes: Uint8Array, from: number, to: number) =>
  Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('latin1')
