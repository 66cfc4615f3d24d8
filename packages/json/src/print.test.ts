import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ExactNumber } from './json-value.ts'
import { print, printPretty } from './print.ts'

it('prints byte for byte what JSON.stringify prints, where nothing is exact', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      // fast-check's JsonValue allows more than parse makes; read back, it is one of ours.
      expect(print(JSON.parse(JSON.stringify(value)))).toBe(JSON.stringify(value))
    }),
  )
})

it('prints exact numbers to the digit, at any depth', () => {
  expect(print({ a: [new ExactNumber('10.0'), { b: new ExactNumber('12345678901234567890') }] })).toBe(
    '{"a":[10.0,{"b":12345678901234567890}]}',
  )
  expect(print(new ExactNumber('-0'))).toBe('-0')
})

it('escapes lone surrogates', () => {
  expect(print('a\ud800b\udc00')).toBe('"a\\ud800b\\udc00"')
})

it('takes a key named toJSON for data', () => {
  expect(print({ toJSON: 1 })).toBe('{"toJSON":1}')
})

it('prints for reading with two blanks a level', () => {
  expect(printPretty({ a: [new ExactNumber('1.0')], b: {} })).toBe('{\n  "a": [\n    1.0\n  ],\n  "b": {}\n}')
})
