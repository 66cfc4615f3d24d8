import { parse, print } from '@sluice/json'
import { expect, it } from 'vitest'
import { advanced, shortOf } from '../test/requests.ts'
import { attributePath, valueAt } from './attribute-path.ts'

const record = { 'a.b': 1, a: { b: 2, 'c.d': 3, c: { d: 4 } }, list: [5], text: 'six', '': 7, 'x.': { y: 8 } }

it.each([
  ['a.b', 1],
  ['a.c.d', 4],
  ['', 7],
  ['a', record.a],
  ['list.0', undefined],
  ['list.length', undefined],
  ['text.length', undefined],
  ['toString', undefined],
  ['a.toString', undefined],
  ['__proto__', undefined],
  ['a.__proto__.b', undefined],
  ['a..b', undefined],
])('finds %j in a record', (name, value) => {
  expect(valueAt(record, attributePath(name))).toEqual(value)
})

it('finds keys that have a meaning in JavaScript where the record holds them itself', () => {
  const inner = parse('{"constructor":{"x":1.0}}')
  const awkward = Object.fromEntries([['__proto__', inner]])
  expect(print(valueAt(awkward, attributePath('__proto__.constructor')) ?? null)).toBe('{"x":1.0}')
})

it.each([
  [['a'], '{"a.b":1,"c":{"d":{"e":1,"f":2}}}'],
  [['a.b'], '{"a":{"b":2,"x":3},"c":{"d":{"e":1,"f":2}}}'],
  [['c.d.e', 'c.d.f', 'a.x'], '{"a.b":1,"a":{"b":2},"c":{"d":{}}}'],
  [['c', 'c.d', 'c.d.e'], '{"a.b":1,"a":{"b":2,"x":3}}'],
  [['c.d.e.g', 'c.x', 'nope', 'toString', ''], '{"a.b":1,"a":{"b":2,"x":3},"c":{"d":{"e":1,"f":2}}}'],
])('takes %j out of a record', (excludeAttributes, left) => {
  const whole = '{"a.b":1,"a":{"b":2,"x":3},"c":{"d":{"e":1,"f":2}}}'
  expect(shortOf(advanced({ excludeAttributes }), [whole])).toEqual([left])
})

it('takes __proto__ out where it is told to, and nothing else', () => {
  expect(shortOf(advanced({ excludeAttributes: ['__proto__'] }), ['{"__proto__":1,"a":2}'])).toEqual(['{"a":2}'])
  expect(
    shortOf(advanced({ excludeAttributes: ['a.__proto__'] }), ['{"a":{"__proto__":1,"b":{"__proto__":2}}}']),
  ).toEqual(['{"a":{"b":{"__proto__":2}}}'])
})
