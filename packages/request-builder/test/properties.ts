import { salesloft } from '@sluice/connectors'
import { isJsonObject, type JsonObject, type JsonValue, parse, print } from '@sluice/json'
import type { BuildStep, RequestConfigInput } from '@sluice/schema'
import fc from 'fast-check'
import {
  build,
  compile,
  limits,
  parseHeaders,
  printHeaders,
  type RequestPlan,
  toAdvanced,
  urlSpans,
} from '../src/index.ts'
import { exclusions, recordData, request, sourceRecords, templateRequest } from './arbitraries.ts'

/** What holds of every configuration and every record, whatever they hold. Each throws when it finds an exception. */
export const properties: { name: string; check: () => void }[] = [
  {
    name: 'bodies parse back to the records minus exclusions',
    check: () => {
      const batch = fc.option(
        fc.record({ size: fc.integer({ min: 1, max: 3 }), grouping: fc.constant('array' as const) }),
      )
      run(
        fc.property(sourceRecords, exclusions, batch, (records, excludeAttributes, by) => {
          const plan = planOf({ ...post, excludeAttributes, batch: by })
          const sent = [...build(plan, records)].flatMap((step) => {
            const body = parse(bodyOf(step) ?? 'null')
            return Array.isArray(body) ? body : [body]
          })
          same(
            sent.map(print),
            records.map(({ data }) => print(lessExclusions(data, excludeAttributes))),
          )
        }),
      )
    },
  },
  {
    name: 'every record is in exactly one step, and build never throws',
    check: () =>
      run(
        fc.property(request, sourceRecords, (configuration, records) => {
          const plan = tryPlan(configuration)
          if (plan === null) return
          const seqs = [...build(plan, records)].flatMap((step) =>
            step.kind === 'request' ? step.request.seqs : [step.seq],
          )
          same(
            seqs.toSorted((a, b) => a - b),
            records.map(({ seq }) => seq),
          )
        }),
      ),
  },
  {
    name: 'no header and no URL holds a control character, but a tab in a header',
    check: () =>
      run(
        fc.property(request, sourceRecords, (configuration, records) => {
          const plan = tryPlan(configuration)
          if (plan === null) return
          for (const step of build(plan, records)) {
            if (step.kind === 'invalid') continue
            const { url, headers } = step.request
            if (!/^https:\/\/api\.salesloft\.com\/[\x21-\x7e]*$/.test(url)) throw new Error(`URL: ${url}`)
            if (URL.parse(url)?.href !== url) throw new Error(`Not as it is serialised: ${url}`)
            for (const [name, value] of headers) {
              if (!/^[\x21-\x7e]+$/.test(name) || !/^[\t\x20-\x7e]*$/.test(value))
                throw new Error(`Header: ${name}: ${value}`)
            }
          }
        }),
      ),
  },
  {
    name: 'batches keep to their size, their order and the limit of a body',
    check: () => {
      const data = fc.record({
        target: fc.integer({ min: 1, max: 3 }),
        length: fc.constantFrom(1, 700_000, 1_666_640, 2_499_990),
        unit: fc.constantFrom('x', 'é', '€', '😀'),
      })
      run(
        fc.property(fc.array(data, { maxLength: 6 }), fc.integer({ min: 1, max: 4 }), (all, size) => {
          const records = all.map(({ target, length, unit }, index) => ({
            seq: index + 1,
            data: { t: target, x: unit.repeat(length / utf8(unit)) },
          }))
          const plan = planOf({
            ...post,
            url: `${post.url}/{record.t}`,
            batch: { size, grouping: 'array-under-key', key: 'é' },
          })
          for (const step of build(plan, records)) {
            if (step.kind === 'invalid') throw new Error('Each of these records fits alone.')
            const { seqs, body } = step.request
            const isInOrder = seqs.every((seq, index) => index === 0 || seq > (seqs[index - 1] ?? 0))
            if (seqs.length > size || !isInOrder || utf8(body ?? '') > limits.bodyBytes)
              throw new Error(`A bad batch: ${seqs}`)
          }
        }),
        15,
      )
    },
  },
  {
    name: 'headers read back from their text as they were',
    check: () => {
      const headers = fc.array(
        fc.record({ name: fc.stringMatching(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/), value: fc.string({ unit: 'binary' }) }),
      )
      run(fc.property(headers, (list) => same(parseHeaders(printHeaders(list)), { ok: true, headers: list })))
      run(
        fc.property(fc.string({ unit: fc.constantFrom(...'ab:,"\\ \t') }), (typed) => {
          const read = parseHeaders(typed)
          if (read.ok) same(parseHeaders(printHeaders(read.headers)), read)
        }),
      )
    },
  },
  {
    name: 'build alters neither plan nor records, and makes the same again',
    check: () =>
      run(
        fc.property(request, sourceRecords, (configuration, records) => {
          const plan = tryPlan(configuration)
          if (plan === null) return
          const before = records.map(({ data }) => print(data))
          const once = [...build(plan, records)]
          same([...build(plan, records)], once)
          same(
            records.map(({ data }) => print(data)),
            before,
          )
        }),
      ),
  },
  {
    name: 'compile, the header text and toAdvanced take any text',
    check: () => {
      const any = fc.string({ unit: 'binary', maxLength: 30 })
      run(
        fc.property(any, any, any, templateRequest, (base, typed, header, template) => {
          const headers = [{ name: header, value: typed }]
          compile({
            connector: salesloft,
            baseUrl: base,
            request: { ...post, url: typed, headers, method: header },
            now: typed,
          })
          compile({ connector: salesloft, baseUrl: base, request: { ...template, template: typed } })
          parseHeaders(typed)
          toAdvanced({ connector: salesloft, baseUrl: base, request: template })
        }),
      )
    },
  },
  {
    name: 'the places of values in a URL are those of the URL that is built',
    check: () =>
      run(
        fc.property(recordData, (data) => {
          const plan = planOf({ ...post, url: `${post.url}/{record.a}/x{record.b}?n={record.name}` })
          const [step] = build(plan, [{ seq: 1, data }])
          const shown = urlSpans(plan, data)
          if (step?.kind !== 'request') return
          if (!shown.ok || shown.url !== step.request.url) throw new Error(`Another URL: ${step.request.url}`)
          if (shown.spans.map(({ attribute }) => attribute).join() !== 'a,b,name') throw new Error('Other attributes.')
        }),
      ),
  },
]

const post = {
  mode: 'advanced',
  method: 'POST',
  contentFormat: 'json',
  url: 'https://api.salesloft.com/v2/people',
} as const

/** Fixed seed: a failure is the same in Node and in Chromium, today and tomorrow. */
function run<T>(property: fc.IProperty<T>, numRuns = 300): void {
  fc.assert(property, { seed: 20_260_307, numRuns })
}

function tryPlan(configuration: RequestConfigInput): RequestPlan | null {
  const now = '2026-03-07T04:05:06.789Z'
  const compiled = compile({ connector: salesloft, baseUrl: 'https://api.salesloft.com', request: configuration, now })
  return compiled.ok ? compiled.plan : null
}

function planOf(configuration: RequestConfigInput): RequestPlan {
  const plan = tryPlan(configuration)
  if (plan === null) throw new Error('The configuration does not compile.')
  return plan
}

function bodyOf(step: BuildStep): string | null {
  if (step.kind === 'invalid') throw new Error(`Record ${step.seq} is invalid.`)
  return step.request.body
}

const utf8 = (text: string) => new TextEncoder().encode(text).length

function same(actual: unknown, expected: unknown): void {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (left !== right) throw new Error(`Expected ${right}, got ${left}`)
}

/** The rule of exclusions said another way: each name points at one place of the record as it came. */
function lessExclusions(record: JsonObject, names: readonly string[]): JsonValue {
  const places = names.map((name) => (Object.hasOwn(record, name) ? [name] : name.split('.')))
  const keep = (value: JsonValue, at: readonly string[]): JsonValue =>
    isJsonObject(value)
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([key]) => !places.some((place) => JSON.stringify(place) === JSON.stringify([...at, key])))
            .map(([key, inner]) => [key, keep(inner, [...at, key])]),
        )
      : value
  return keep(record, [])
}
