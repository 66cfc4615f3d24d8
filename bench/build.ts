import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { salesloft } from '@sluice/connectors'
import { isJsonObject, type JsonObject, parse } from '@sluice/json'
import { build, compile, type RequestPlan } from '@sluice/request-builder'
import type { RequestConfigInput } from '@sluice/schema'
import { accountRecords } from './account-records.ts'

// Building requests against its ceiling, JSON.parse and JSON.stringify of the same lines, in interleaved rounds. `build`
// is from parsed records and has the marks: at least 0.5 of the ceiling one by one, 0.6 in batches of 100; memory
// doesn't grow with the records. `whole` is from the lines, parsed so that digits survive. Times are CPU times, so that
// other work on the machine counts for less.

const count = 100_000
const rounds = 5
const advanced = {
  mode: 'advanced',
  method: 'POST',
  contentFormat: 'json',
  url: 'https://api.salesloft.com/v2/accounts',
} as const
const configurations: { name: string; mark: number; request: RequestConfigInput }[] = [
  { name: 'Advanced, one by one', mark: 0.5, request: advanced },
  {
    name: 'Advanced with macro, header and exclusions, one by one',
    mark: 0.5,
    request: {
      ...advanced,
      method: 'PUT',
      url: 'https://api.salesloft.com/v2/accounts/{record.owner_id}',
      headers: [{ name: 'X-Source', value: 'sluice {record.country}' }],
      excludeAttributes: ['description', 'custom_fields.Score'],
    },
  },
  {
    name: 'Upsert template as it is, one by one',
    mark: 0.5,
    request: { mode: 'template', template: 'accounts.upsert' },
  },
  {
    name: 'Upsert template with a mapping, one by one',
    mark: 0.5,
    request: {
      mode: 'template',
      template: 'accounts.upsert',
      fields: [
        ...['name', 'domain', 'website', 'phone', 'industry', 'city', 'country', 'owner_id', 'size', 'tags'].map(
          (field) => ({ field, from: 'attribute', attribute: field, whenEmpty: 'omit' }) as const,
        ),
        {
          field: 'custom_fields.Tier',
          from: 'text',
          text: '{record.custom_fields.Tier} / {record.country}',
          whenEmpty: 'omit',
        },
      ],
    },
  },
  { name: 'Advanced, batches of 100', mark: 0.6, request: { ...advanced, batch: { size: 100, grouping: 'array' } } },
  {
    name: 'Job data template, batches of 100',
    mark: 0.6,
    request: {
      mode: 'template',
      template: 'bulk_jobs.add_data',
      params: { bulk_job_id: { from: 'value', value: '77' } },
      batch: { size: 100 },
    },
  },
]

const lines = accountRecords(count)
const records = lines.map((line, index) => ({ seq: index + 1, data: record(line) }))
const plans = configurations.map(({ request }) => planOf(request))

const times = new Map<string, number[]>()
for (let round = 0; round < rounds; round++) {
  measure('ceiling', () =>
    lines.reduce((bytes, line) => bytes + Buffer.byteLength(JSON.stringify(JSON.parse(line))), 0),
  )
  for (const [index, { name }] of configurations.entries()) {
    const plan = plans[index]
    if (plan === undefined) continue
    measure(`${name}: whole`, () => bytesOf(plan, parsed(lines)))
    measure(`${name}: build`, () => bytesOf(plan, records))
  }
}
report()

function record(line: string): JsonObject {
  const value = parse(line)
  if (!isJsonObject(value)) throw new Error('A record is an object.')
  return value
}

function* parsed(texts: readonly string[]) {
  for (const [index, text] of texts.entries()) yield { seq: index + 1, data: record(text) }
}

function planOf(request: RequestConfigInput): RequestPlan {
  const compiled = compile({ connector: salesloft, baseUrl: salesloft.baseUrl, request })
  if (!compiled.ok) throw new Error(compiled.problems.map((problem) => problem.message).join(' '))
  return compiled.plan
}

/** Builds everything, and reads each body once, as a sender does. */
function bytesOf(plan: RequestPlan, source: Iterable<{ seq: number; data: JsonObject }>): number {
  let bytes = 0
  for (const step of build(plan, source)) {
    if (step.kind === 'invalid') throw new Error(`Record ${step.seq} is invalid: ${step.problems[0]?.message}`)
    bytes += Buffer.byteLength(step.request.body ?? '')
  }
  return bytes
}

function measure(name: string, work: () => number): void {
  const start = cpuMilliseconds()
  work()
  const list = times.get(name) ?? []
  list.push(cpuMilliseconds() - start)
  times.set(name, list)
}

function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

function median(name: string): number {
  const sorted = (times.get(name) ?? []).toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

function report(): void {
  const ceiling = median('ceiling')
  const rate = (milliseconds: number) => `${Math.round(count / milliseconds)}k/s`
  console.log(`${count} records, medians of ${rounds} rounds; ceiling ${rate(ceiling)}`)
  let isGood = true
  for (const { name, mark } of configurations) {
    const whole = median(`${name}: whole`)
    const alone = median(`${name}: build`)
    isGood &&= ceiling / alone >= mark
    console.log(
      `${name}: build ${(ceiling / alone).toFixed(2)} of the ceiling (mark ${mark}), ${rate(alone)}; whole ${(ceiling / whole).toFixed(2)}, ${rate(whole)}`,
    )
  }
  const growth = heapGrowth()
  isGood &&= growth < 2
  console.log(`Heap after ${10 * count} records: ${growth.toFixed(2)} MB more than after ${count / 10}`)
  process.exitCode = isGood ? 0 : 1
}

/** MB that the heap keeps more at the end of ten times all records than near their start, in one `build`. */
function heapGrowth(): number {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  const plan = plans[2]
  if (plan === undefined) return Number.NaN
  const heapMegabytes = () => {
    collect()
    return process.memoryUsage().heapUsed / 1e6
  }
  let early = 0
  let built = 0
  for (const _step of build(plan, tenTimes())) {
    built++
    if (built === count / 10) early = heapMegabytes()
    if (built === 10 * count - 1) return heapMegabytes() - early
  }
  return Number.NaN
}

function* tenTimes() {
  for (let pass = 0; pass < 10; pass++) yield* parsed(lines)
}
