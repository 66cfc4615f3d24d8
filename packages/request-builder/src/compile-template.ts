import type { ParamSource, Problem, Template, TemplateRequestInput } from '@sluice/schema'
import { attributePath } from './attribute-path.ts'
import type { Compiling } from './compile.ts'
import { isId } from './fill-url.ts'
import { readMacros } from './macros.ts'
import { carriesBody } from './methods.ts'
import type { RequestPlan } from './plan.ts'
import { planTemplateBatch } from './plan-batch.ts'
import { planFields, planTemplate } from './plan-fields.ts'
import { keepsOrder, planMapping } from './plan-mapping.ts'
import { planUrl, type UrlPart } from './plan-url.ts'
import { constant } from './record-body.ts'
import { refuseSecret } from './secrets.ts'

export type Params = Readonly<Record<string, ParamSource>>

/** The plan of a request made from a template; null where it can't be made. */
export function compileTemplate(request: TemplateRequestInput, compiling: Compiling): RequestPlan | null {
  const { origins, problems } = compiling
  const template = findTemplate(request.template, compiling)
  if (template === null) return null
  const params = request.params ?? {}
  checkParams(template, params, problems)
  const options = readOptions(template, request.options ?? {}, problems)
  const fields = planFields(template, options)
  const mapping = request.fields ? planMapping(template, fields, request.fields, compiling) : null
  const batch = planTemplateBatch(template, request.batch?.size, compiling)
  if (origins.base === null) return null
  refuseSecret(origins.base, 'baseUrl', problems)
  const url = planTemplateUrl(origins.base, template, params, compiling)
  if (url === null) return null
  const spent = mapping === null ? spentAttributes(template, params) : []
  return {
    method: template.method,
    url: { ...url, path: 'params' },
    headers: [],
    format: carriesBody(template.method) ? 'json' : null,
    exclusions: [...new Set([...(request.excludeAttributes ?? []), ...spent])].map(attributePath),
    template: {
      ...planTemplate(template, fields, options),
      mapping,
      mappingKeepsOrder: keepsOrder([...(mapping ?? []).map((field) => field.key), ...options.keys()]),
      sendInvalid: request.sendInvalid ?? false,
    },
    constants: [...options].map(([key, value]) => constant(key, value)),
    batch,
  }
}

/** The connector's template of this id; null, with a problem added, where there is none. */
export function findTemplate(
  id: string,
  { connector, problems }: Pick<Compiling, 'connector' | 'problems'>,
): Template | null {
  const template = connector.templates.find((candidate) => candidate.id === id)
  if (template !== undefined) return template
  const message = `${connector.name} has no template “${id}”. Choose another endpoint.`
  problems.push({ code: 'template_unknown', message, path: 'template' })
  return null
}

/** Attributes that have done their work in a parameter and so leave the body, unless it has a field of that name. */
export function spentAttributes(template: Template, params: Params): string[] {
  const inBody = new Set(template.fields.filter((field) => field.in === 'body').map((field) => field.key))
  return template.params
    .map(({ key }) => (Object.hasOwn(params, key) ? params[key] : undefined))
    .filter((source) => source?.from === 'attribute')
    .map((source) => source.attribute)
    .filter((attribute) => !inBody.has(attribute))
}

function checkParams(template: Template, params: Params, problems: Problem[]): void {
  for (const { key, label } of template.params) {
    const source = Object.hasOwn(params, key) ? params[key] : undefined
    const path = `params.${key}`
    if (source === undefined || (source.from === 'attribute' && source.attribute === '')) {
      problems.push({
        code: 'param_missing',
        message: `${label} is needed: type an id, or take it from an attribute.`,
        path,
      })
    } else if (source.from === 'value' && !isId(source.value)) {
      const message = `${label} must be an id: a whole number without leading zeros, such as 12345.`
      problems.push({ code: 'param_invalid', message, path })
    }
  }
  for (const key of Object.keys(params)) {
    if (template.params.some((param) => param.key === key)) continue
    const message = `“${template.title}” has no parameter “${key}”.`
    problems.push({ code: 'param_invalid', message, path: `params.${key}` })
  }
}

function readOptions(
  template: Template,
  chosen: Readonly<Record<string, string>>,
  problems: Problem[],
): Map<string, string> {
  for (const key of Object.keys(chosen)) {
    if (template.options.some((option) => option.key === key)) continue
    const message = `“${template.title}” has no option “${key}”.`
    problems.push({ code: 'option_invalid', message, path: `options.${key}` })
  }
  return new Map(
    template.options.map(({ key, label, values, default: unchanged }) => {
      const value = (Object.hasOwn(chosen, key) ? chosen[key] : undefined) ?? unchanged
      if (!values.some((known) => known.value === value)) {
        const message = `${label} takes ${values.map((known) => known.value).join(', ')}, not “${value}”.`
        problems.push({ code: 'option_invalid', message, path: `options.${key}` })
      }
      return [key, value]
    }),
  )
}

function planTemplateUrl(base: string, template: Template, params: Params, { origins, problems }: Compiling) {
  const text = base + template.path
  const parts = readMacros(text).map((part): UrlPart => {
    if (part.kind === 'text') return { kind: 'text', at: part.from, text: part.text }
    const key = part.kind === 'macro' ? part.name : ''
    const source = Object.hasOwn(params, key) ? params[key] : undefined
    if (source?.from !== 'attribute') return { kind: 'fixed', at: part.from, text: source?.value ?? '0' }
    const piece = { attribute: attributePath(source.attribute), isId: true, path: `params.${key}` }
    return { kind: 'attribute', at: part.from, piece }
  })
  return planUrl(text, parts, 'baseUrl', origins, problems)
}
