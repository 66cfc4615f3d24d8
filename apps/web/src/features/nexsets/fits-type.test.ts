import { parse } from '@sluice/json'
import type { AttributeType } from '@sluice/schema'
import { expect, it } from 'vitest'
import { fitsType } from './fits-type.ts'

it.each<[AttributeType, string[], string[]]>([
  ['integer', ['12', '"251"', '12345678901234567890', 'null'], ['"007"', '"11-50"', '1.5', 'true']],
  ['number', ['1.50', '"-3e5"', '7'], ['"1,5"', '"+1"', '""']],
  ['boolean', ['true', '"FALSE"'], ['"yes"', '1']],
  ['date', ['"2026-11-03"'], ['"03.11.2026"', '"2026-11-03T09:14:02Z"']],
  ['date-time', ['"2026-11-03T09:14:02Z"'], ['"2026-11-03"']],
  ['string', ['"a"', '1.0', 'false'], ['{"a":1}', '[1]']],
  ['object', ['{}', '"{\\"a\\":1}"'], ['[]', '"a"']],
  ['array', ['[1]', '"[1]"'], ['{}', '1']],
])('tells which values are read as %s', (type, fitting, other) => {
  expect([fitting, other].map((texts) => texts.map((text) => fitsType(parse(text), type)))).toEqual([
    fitting.map(() => true),
    other.map(() => false),
  ])
})
