import { isJsonObject, parse, print } from '@sluice/json'
import type { AttributeType } from '@sluice/schema'
import { describe, expect, it } from 'vitest'
import { createApplyTypes } from './apply-types.ts'

const read = (json: string, source: Record<string, AttributeType>, overrides: Record<string, AttributeType> = {}) => {
  const record = parse(json)
  if (!isJsonObject(record)) throw new Error('no record')
  return print(createApplyTypes(source, overrides)(record))
}

describe('a value becomes what its type says, only where that changes nothing of it', () => {
  it.each([
    ['integer', '"12"', '12'],
    ['integer', '"-5"', '-5'],
    ['integer', '"12345678901234567890"', '12345678901234567890'],
    ['integer', '"007"', '"007"'],
    ['integer', '"+7"', '"+7"'],
    ['integer', '"1.0"', '"1.0"'],
    ['number', '"12.50"', '12.50'],
    ['number', '"1E5"', '1E5'],
    ['number', '".5"', '".5"'],
    ['boolean', '"TRUE"', 'true'],
    ['boolean', '"yes"', '"yes"'],
    ['object', '"{\\"a\\":1.0}"', '{"a":1.0}'],
    ['object', '"[1]"', '"[1]"'],
    ['array', '"[1,2]"', '[1,2]'],
    ['array', '"[1,"', '"[1,"'],
    ['date', '"2026-01-01"', '"2026-01-01"'],
    ['string', '"x"', '"x"'],
  ] as const)('%s of %s', (type, value, expected) => {
    expect(read(`{"v":${value}}`, { v: type })).toBe(`{"v":${expected}}`)
    expect(read(`{"v":${value}}`, {}, { v: type })).toBe(`{"v":${expected}}`)
  })
})

it('leaves values of JSON alone unless a person said otherwise', () => {
  expect(read('{"v":1.10,"w":true}', { v: 'string', w: 'string' })).toBe('{"v":1.10,"w":true}')
  expect(read('{"v":1.10,"w":true,"x":null,"y":[1]}', {}, { v: 'string', w: 'string', x: 'string', y: 'string' })).toBe(
    '{"v":"1.10","w":"true","x":null,"y":[1]}',
  )
})

it('lets what a person said win over what was inferred', () => {
  expect(read('{"v":"12"}', { v: 'integer' }, { v: 'string' })).toBe('{"v":"12"}')
})

it('treats any name as a name', () => {
  const inherited: string = 'constructor'
  const overrides: Record<string, AttributeType> = {}
  Object.defineProperty(overrides, '__proto__', { value: 'integer', enumerable: true })
  expect(read('{"__proto__":"1","constructor":"2"}', { [inherited]: 'integer' }, overrides)).toBe(
    '{"__proto__":1,"constructor":2}',
  )
})
