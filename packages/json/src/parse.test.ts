import fc from 'fast-check'
import { expect, it } from 'vitest'
import { JsonError } from './json-error.ts'
import { ExactNumber } from './json-value.ts'
import { parse } from './parse.ts'
import { parseExactly } from './parse-exactly.ts'
import { print } from './print.ts'

const refusal = (text: string) => {
  try {
    parse(text)
  } catch (error) {
    if (error instanceof JsonError) return [error.code, error.at]
    throw error
  }
  return null
}

it('reads what JSON.parse reads, whenever no number has to be exact', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), (text) => {
      fc.pre(!/-0|\d[eE]/.test(text))
      expect(parse(text)).toEqual(JSON.parse(text))
      expect(parseExactly(text)).toEqual(JSON.parse(text))
    }),
  )
})

it('accepts and refuses the same texts as JSON.parse', () => {
  const piece = fc.constantFrom(
    ...[
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '"a"',
      '\\',
      '\\u00e9',
      '\\x',
      '1',
      '-',
      '0',
      '.',
      'e',
      'E+2',
      'true',
      'nul',
      ' ',
      '\n',
      '\u0001',
      '\u00a0',
      'é',
    ],
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const text = pieces.join('')
      let accepted = true
      try {
        JSON.parse(text)
      } catch {
        accepted = false
      }
      expect(refusal(text) === null).toBe(accepted)
    }),
    { numRuns: 2_000 },
  )
})

it('keeps the digits of every number that JavaScript would alter', () => {
  const numbers = [
    '12345678901234567890',
    '0.12345678901234567890',
    '1E5',
    '-0',
    '10.0',
    '1e400',
    '-0.0',
    '9007199254740993',
  ]
  expect(parse(`[${numbers.join(', ')}]`)).toEqual(numbers.map((source) => new ExactNumber(source)))
  for (const source of numbers) expect(print(parse(source))).toBe(source)
})

it('leaves a number that JavaScript gives back as it is', () => {
  expect(parse('[1.5,-12,1e+21,9007199254740991,0.25]')).toEqual([1.5, -12, 1e21, 9007199254740991, 0.25])
})

it('prints any number as it stood in the source', () => {
  const long = fc.stringMatching(/^-?(0|[1-9][0-9]{0,40})(\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?$/)
  const short = fc.stringMatching(/^-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,17})?$/)
  const small = fc.stringMatching(/^-?0\.0{0,9}[0-9]{0,3}[05]$/)
  fc.assert(
    fc.property(fc.oneof(long, short, small), (source) => {
      for (const text of [source, `[${source}]`, `{"a":${source}}`, ` [1, ${source}\n]`]) {
        expect(print(parse(text))).toBe(text.replace(/\s/g, ''))
      }
    }),
    { numRuns: 1_000 },
  )
})

it('is not deceived by numbers in strings', () => {
  expect(parse('{"a":"costs: 10.0, or -0","b":1}')).toEqual({ a: 'costs: 10.0, or -0', b: 1 })
})

it('takes __proto__ as a key like any other, in exact texts too', () => {
  for (const text of ['{"__proto__":{"x":1},"constructor":2}', '{"__proto__":{"x":1.0},"constructor":2}']) {
    const value = parse(text)
    expect(Object.keys(value ?? {})).toEqual(['__proto__', 'constructor'])
    expect(print(value)).toBe(text)
  }
  expect(Object.prototype).not.toHaveProperty('x')
})

it('lets the last of equal keys count, in the place of the first', () => {
  for (const text of ['{"a":1,"b":2,"a":3}', '{"a":1,"b":2,"a":3.0}']) {
    expect(print(parse(text))).toBe(
      text.replace('"a":1,', `"a":${text.includes('3.0') ? '3.0' : '3'},`).replace(/,"a":3(\.0)?}$/, '}'),
    )
  }
})

it('names the place of what is not JSON', () => {
  expect(refusal('')).toEqual(['json_invalid', 0])
  expect(refusal('{"a":1,}')).toEqual(['json_invalid', 7])
  expect(refusal('{"a":01}')).toEqual(['json_invalid', 6])
  expect(refusal('[1 2]')).toEqual(['json_invalid', 3])
  expect(refusal('"ab')).toEqual(['json_invalid', 3])
  expect(refusal('"a\nb"')).toEqual(['json_invalid', 2])
  expect(refusal('"a\\x"')).toEqual(['json_invalid', 2])
  expect(refusal('[1.0,]')).toEqual(['json_invalid', 5])
  expect(refusal('nulls')).toEqual(['json_invalid', 4])
  expect(refusal('\uFEFF{}')).toEqual(['json_invalid', 0])
  expect(() => parse('{a:1}')).toThrow('This isn\'t JSON: unexpected "a" at position 1.')
})

it('reads 100 levels, and refuses 101 with its own error', () => {
  const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`
  expect(print(parse(nested(100)))).toBe(nested(100))
  expect(refusal(nested(101))).toEqual(['json_too_deep', 100])
  expect(refusal(`${'{"a":'.repeat(100_000)}`)).toEqual(['json_too_deep', 500])
})

it('does not take many brackets for many levels', () => {
  const text = JSON.stringify({ a: Array.from({ length: 500 }, () => ({ b: '[[{{"\\' })) })
  expect(print(parse(text))).toBe(text)
})

it('reads numbers of 1,000 digits, and refuses 1,001 with its own error', () => {
  expect(print(parse(`[${'9'.repeat(1_000)}]`))).toBe(`[${'9'.repeat(1_000)}]`)
  expect(print(parse(`-0.${'9'.repeat(999)}`))).toBe(`-0.${'9'.repeat(999)}`)
  expect(refusal(`[${'9'.repeat(1_001)}]`)).toEqual(['number_too_long', 1])
  expect(refusal(`[1, ${'9'.repeat(1_000)}.5]`)).toEqual(['number_too_long', 4])
})
