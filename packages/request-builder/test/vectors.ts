import { salesloft } from '@sluice/connectors'
import { isJsonObject, parse } from '@sluice/json'
import type { Attribute, BuildStep, Header, RequestConfigInput, TemplateRequestInput } from '@sluice/schema'
import { build, type Compiled, compile, parseHeaders, printHeaders, toAdvanced } from '../src/index.ts'
import file from './vectors.json' with { type: 'json' }

/** The vectors' file: configurations and records with the steps that they make. */
export type Vectors = {
  builder: BuilderVector[]
  headerText: { text: string; headers?: [string, string][]; printed?: string; problem?: string }[]
  toAdvanced: {
    name: string
    request: TemplateRequestInput
    advanced: RequestConfigInput
    lost: string[]
    records?: string[]
  }[]
}

export type BuilderVector = {
  name: string
  request: RequestConfigInput
  baseUrl?: string
  outsideOrigins?: string[]
  attributes?: Attribute[]
  now?: string
  records: string[]
  problems?: string[]
  warnings?: string[]
  steps?: VectorStep[]
}

type VectorStep =
  | {
      kind: 'request'
      method: string
      url: string
      headers: readonly (readonly [string, string])[]
      body: string | null
      seqs: number[]
      warnings: string[]
    }
  | { kind: 'invalid'; seq: number; codes: string[] }

const defaultBaseUrl = 'https://api.salesloft.com'

/** The vectors. In any of their texts ⟦x*3⟧ stands for xxx. */
export const vectors: Vectors = JSON.parse(JSON.stringify(file), (_key, value) =>
  typeof value === 'string'
    ? value.replace(/⟦(.)\*(\d+)⟧/g, (_, character: string, times: string) => character.repeat(Number(times)))
    : value,
)

function recordsOf(texts: readonly string[]) {
  return texts.map((text, index) => {
    const data = parse(text)
    if (!isJsonObject(data)) throw new Error(`A vector's record is no object: ${text}`)
    return { seq: index + 1, data }
  })
}

/** What a builder vector makes, in the vectors' own terms. */
export function runBuilder(vector: BuilderVector) {
  const compiled = compileVector(vector)
  if (!compiled.ok) return { problems: codesOnce(compiled.problems) }
  const steps = [...build(compiled.plan, recordsOf(vector.records))].map(describe)
  return { warnings: compiled.warnings.map((warning) => warning.code).sort(), steps }
}

/** What the vector says is to come out. */
export function expectedOf({ problems, warnings = [], steps = [] }: BuilderVector) {
  if (problems !== undefined) return { problems: [...problems].sort() }
  return {
    warnings: [...warnings].sort(),
    steps: steps.map((step) =>
      step.kind === 'request'
        ? { ...step, warnings: [...step.warnings].sort() }
        : { ...step, codes: [...step.codes].sort() },
    ),
  }
}

export function expectedHeaderText({ text, headers, printed, problem }: Vectors['headerText'][number]) {
  return problem === undefined ? { text, headers, printed, again: headers } : { text, problem }
}

export function runHeaderText({ text }: Vectors['headerText'][number]) {
  const read = parseHeaders(text)
  if (!read.ok) return { text, problem: codesOnce(read.problems).join() }
  const again = parseHeaders(printHeaders(read.headers))
  return {
    text,
    headers: pairs(read.headers),
    printed: printHeaders(read.headers),
    again: again.ok ? pairs(again.headers) : null,
  }
}

export function runToAdvanced({ request }: Vectors['toAdvanced'][number]) {
  const result = toAdvanced({ connector: salesloft, baseUrl: defaultBaseUrl, request })
  return result.ok ? { advanced: result.request, lost: result.lost.map((problem) => problem.path) } : result
}

/** Method, URL, headers, body and records of every request that a configuration builds. */
export function requestsOf(request: RequestConfigInput, records: readonly string[]) {
  const compiled = compileVector({ name: '', request, records: [...records] })
  if (!compiled.ok) return compiled.problems
  return [...build(compiled.plan, recordsOf(records))].map((step) =>
    step.kind === 'request' ? { ...step.request, warnings: [], keys: [] } : step,
  )
}

function compileVector({
  request,
  baseUrl = defaultBaseUrl,
  outsideOrigins,
  attributes,
  now,
}: BuilderVector): Compiled {
  return compile({ connector: salesloft, baseUrl, request, outsideOrigins, attributes, now })
}

function describe(step: BuildStep): VectorStep {
  if (step.kind === 'invalid') return { kind: 'invalid', seq: step.seq, codes: codesOnce(step.problems) }
  const { method, url, headers, body, seqs, warnings } = step.request
  return { kind: 'request', method, url, headers, body, seqs, warnings: warnings.map((warning) => warning.code).sort() }
}

const codesOnce = (problems: readonly { code: string }[]) =>
  [...new Set(problems.map((problem) => problem.code))].sort()
const pairs = (headers: readonly Header[]) => headers.map(({ name, value }) => [name, value])
