import { salesloft } from '@sluice/connectors'
import { isJsonObject, parse } from '@sluice/json'
import type { AdvancedRequestInput, BuildStep, Connector, TemplateRequestInput } from '@sluice/schema'
import { build, type CompileInput, compile } from '../src/index.ts'

/** Advanced settings that compile, with what a test changes. */
export function advanced(changes: Partial<Omit<AdvancedRequestInput, 'mode'>> = {}): AdvancedRequestInput {
  const url = 'https://api.salesloft.com/v2/people'
  return { mode: 'advanced', method: 'POST', contentFormat: 'json', url, ...changes }
}

export function template(id: string, changes: Partial<Omit<TemplateRequestInput, 'mode'>> = {}): TemplateRequestInput {
  return { mode: 'template', template: id, ...changes }
}

type Changes = Partial<Omit<CompileInput, 'request'>>

/** Codes with paths and places of what is wrong, or odd, with a configuration. */
export function saysOf(request: CompileInput['request'], changes: Changes = {}): string[] {
  const compiled = compile({ connector: salesloft, baseUrl: salesloft.baseUrl, request, ...changes })
  const list = compiled.ok ? compiled.warnings : compiled.problems
  return list.map(({ code, path, at }) => `${code} ${path ?? '-'}${at === undefined ? '' : ` @${at}`}`)
}

export function planOf(request: CompileInput['request'], changes: Changes = {}) {
  const compiled = compile({ connector: salesloft, baseUrl: salesloft.baseUrl, request, ...changes })
  if (!compiled.ok) throw new Error(compiled.problems.map(({ code, message }) => `${code}: ${message}`).join('\n'))
  return compiled.plan
}

/** The steps that records, given as JSON, make. */
export function stepsOf(
  request: CompileInput['request'],
  records: readonly string[],
  changes: Changes = {},
): BuildStep[] {
  return [
    ...build(
      planOf(request, changes),
      records.map((text, index) => ({ seq: index + 1, data: dataOf(text) })),
    ),
  ]
}

/** Of each step in short: its body (or URL where there is none), or the codes of an invalid record with their attributes. */
export function shortOf(request: CompileInput['request'], records: readonly string[], changes: Changes = {}): string[] {
  return stepsOf(request, records, changes).map((step) =>
    step.kind === 'request'
      ? [step.request.body ?? step.request.url, ...step.request.warnings.map(saying)].join(' ! ')
      : step.problems.map(saying).join(', '),
  )
}

/** The connector with one template changed, for what none of its own has. */
export function connectorWith(id: string, changes: Partial<Connector['templates'][number]>): Connector {
  return {
    ...salesloft,
    templates: salesloft.templates.map((known) => (known.id === id ? { ...known, ...changes } : known)),
  }
}

const saying = ({ code, attribute }: { code: string; attribute?: string }) =>
  attribute === undefined ? code : `${code} ${attribute}`

function dataOf(text: string) {
  const value = parse(text)
  if (!isJsonObject(value)) throw new Error(`No object: ${text}`)
  return value
}
