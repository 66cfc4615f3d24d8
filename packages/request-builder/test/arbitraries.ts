import { salesloft } from '@sluice/connectors'
import { ExactNumber, type JsonObject, type JsonValue } from '@sluice/json'
import type {
  AdvancedRequestInput,
  FieldMapping,
  RequestConfigInput,
  Template,
  TemplateRequestInput,
} from '@sluice/schema'
import fc from 'fast-check'

/** Attribute names that records, macros and exclusions share, so that they meet; the awkward ones among them. */
const names = [
  'a',
  'b',
  'a.b',
  'a.b.c',
  'b.0',
  '0',
  '1',
  '__proto__',
  'constructor',
  'toString',
  'é',
  'name',
  'domain',
  'id',
  '',
]

const attribute = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...names) },
  fc.string({ unit: 'binary', maxLength: 6 }),
)
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    '',
    ' ',
    '.',
    '..',
    '%2e',
    '\r\nX-Evil: 1',
    'a/b?c#d',
    '\u0000',
    '\ud800',
    'acme.com',
    '12',
    '12.0',
    'TRUE',
  ),
)
const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0)),
  fc.constantFrom('12345678901234567890', '1E5', '-0', '10.0', '0.10').map((source) => new ExactNumber(source)),
)

const { value: jsonValue } = fc.letrec<{ value: JsonValue; object: JsonObject }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    text,
    number,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('object'),
  ),
  object: fc.array(fc.tuple(attribute, tie('value')), { maxLength: 5 }).map((entries) => Object.fromEntries(entries)),
}))

export const recordData: fc.Arbitrary<JsonObject> = fc
  .array(fc.tuple(attribute, jsonValue), { maxLength: 8 })
  .map((entries) => Object.fromEntries(entries))

export const sourceRecords = fc
  .array(recordData, { maxLength: 12 })
  .map((all) => all.map((data, index) => ({ seq: index + 1, data })))

export const exclusions = fc.array(attribute, { maxLength: 4 })

/** Texts with macros; most compile. */
const macro = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('x', '-', '%20', '.', '/', '{now}', '{record.a}', '{record.name}') },
  { weight: 3, arbitrary: attribute.filter((name) => name !== '').map((name) => `{record.${name}}`) },
  { weight: 1, arbitrary: fc.constantFrom('}', '{record.}', '{', 'é') },
)
const macroText = fc.array(macro, { maxLength: 4 }).map((parts) => parts.join(''))

const url = fc.oneof(
  fc.constantFrom(
    'https://api.salesloft.com/v2/people',
    'https://api.salesloft.com/v2/{record.a}/%2e{record.b}/{YYYY}?q={record.name}&r=1',
    'https://api.salesloft.com/v2/{record.a}{record.b}',
  ),
  macroText.map((path) => `https://api.salesloft.com/v2/${path}`),
)

const header = fc.record({
  name: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom('X-A', 'X-B', 'X-C', 'X-D') },
    { weight: 1, arbitrary: fc.constantFrom('Host', 'é') },
  ),
  value: fc.oneof(macroText, fc.string({ maxLength: 6 })),
})
const headers = fc.uniqueArray(header, { maxLength: 2, selector: ({ name }) => name })

const size = fc.integer({ min: 1, max: 4 })
const advancedBatch = fc.oneof(
  fc.record({ size, grouping: fc.constant('array' as const) }),
  fc.record({ size, grouping: fc.constant('array-under-key' as const), key: text }),
  fc.record({
    size,
    grouping: fc.constant('array-under-key-with-constants' as const),
    key: text,
    constants: recordData,
  }),
)

const advancedRequest: fc.Arbitrary<AdvancedRequestInput> = fc
  .record({
    mode: fc.constant('advanced' as const),
    method: fc.constantFrom('POST', 'POST', 'POST', 'PUT', 'PATCH', 'DELETE', 'GET'),
    contentFormat: fc.constantFrom('json' as const, 'form' as const, 'xml' as const),
    url,
    headers,
    excludeAttributes: exclusions,
    batch: fc.option(advancedBatch),
  })
  .map((settings) => (settings.batch === null ? settings : { ...settings, contentFormat: 'json' }))

const whenEmpty = fc.constantFrom('omit' as const, 'null' as const, 'reject' as const)
const mapping = (field: string): fc.Arbitrary<FieldMapping> =>
  fc.oneof(
    fc.record({ field: fc.constant(field), from: fc.constant('attribute' as const), attribute, whenEmpty }),
    fc.record({ field: fc.constant(field), from: fc.constant('value' as const), value: jsonValue, whenEmpty }),
    fc.record({ field: fc.constant(field), from: fc.constant('text' as const), text: macroText, whenEmpty }),
  )

/** A mapping to some fields of the template, in any order; to keys of an object, and to any names, where it takes these. */
const mappingOf = ({ fields, takesAnyField }: Template): fc.Arbitrary<FieldMapping[] | null> => {
  const keys = fields.flatMap(({ key, type }) => (type === 'object' ? [`${key}.2`, `${key}.1`, `${key}.x`] : [key]))
  const all = takesAnyField ? ['7', '5', '__proto__', 'x.y', 'x.1'] : keys
  const some = fc.shuffledSubarray(all, { maxLength: Math.min(4, all.length) })
  return fc.option(some.chain((chosen) => fc.tuple(...chosen.map(mapping))))
}

const paramSource = fc.oneof(
  { weight: 2, arbitrary: attribute.map((name) => ({ from: 'attribute' as const, attribute: name })) },
  { weight: 3, arbitrary: fc.constantFrom('7', '42').map((value) => ({ from: 'value' as const, value })) },
)

export const templateRequest: fc.Arbitrary<TemplateRequestInput> = fc
  .constantFrom(...salesloft.templates)
  .chain((template) =>
    fc.record({
      mode: fc.constant('template' as const),
      template: fc.constant(template.id),
      params: paramSource.map((source) => Object.fromEntries(template.params.map(({ key }) => [key, source]))),
      fields: mappingOf(template),
      excludeAttributes: exclusions,
      sendInvalid: fc.boolean(),
      batch: fc.option(fc.record({ size })),
    }),
  )

export const request: fc.Arbitrary<RequestConfigInput> = fc.oneof(advancedRequest, templateRequest)
