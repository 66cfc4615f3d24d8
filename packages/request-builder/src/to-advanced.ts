import type { AdvancedRequest, Connector, Problem, Template, TemplateRequestInput } from '@sluice/schema'
import { findTemplate, type Params, spentAttributes } from './compile-template.ts'
import { isId } from './fill-url.ts'
import { limits } from './limits.ts'
import { readMacros, recordPrefix } from './macros.ts'
import { carriesBody } from './methods.ts'
import { readOrigins } from './origins.ts'

/**
 * The Advanced settings that make the same requests as a template, as far as Advanced can say it. What it can't is
 * left out and named in `lost`, each with its path: options, a mapping, optional query fields, the missing body when
 * nothing is left for it, a parameter without a source yet (which becomes the macro of its own name).
 */
export function toAdvanced(input: {
  connector: Connector
  baseUrl: string
  request: TemplateRequestInput
}): { ok: true; request: AdvancedRequest; lost: Problem[] } | { ok: false; problems: Problem[] } {
  const { connector, baseUrl, request } = input
  const problems: Problem[] = []
  const { base } = readOrigins(baseUrl, [], problems)
  const template = findTemplate(request.template, { connector, problems })
  if (template === null || base === null) return { ok: false, problems }
  const { params, lost: lostParams } = givenParams(template, request.params ?? {}, problems)
  if (problems.length > 0) return { ok: false, problems }

  const query = template.fields.filter((field) => field.in === 'query')
  const required = query.filter((field) => field.presence === 'required').map((field) => field.key)
  const macros = required.map((key) => `${encodeURIComponent(key)}={${recordPrefix}${key}}`)
  const excluded = [
    ...(request.excludeAttributes ?? []),
    ...spentAttributes(template, params),
    ...query.map((field) => field.key),
  ]
  const list = template.list
  return {
    ok: true,
    request: {
      mode: 'advanced',
      method: template.method,
      contentFormat: 'json',
      url: `${base}${pathWith(template, params)}${macros.length === 0 ? '' : `?${macros.join('&')}`}`,
      headers: [],
      excludeAttributes: [...new Set(excluded)],
      batch:
        list === null
          ? null
          : {
              size: request.batch?.size ?? Math.min(limits.batchSizeDefault, list.most),
              grouping: 'array-under-key',
              key: list.key,
            },
    },
    lost: [...lostSettings(template, request), ...lostParams],
  }
}

/** The parameters with a source each; one without a source that a URL can name takes the attribute of its own name, and is lost. */
function givenParams(template: Template, given: Params, problems: Problem[]): { params: Params; lost: Problem[] } {
  const lost: Problem[] = []
  const params = template.params.map(({ key, label }): [string, Params[string]] => {
    const source = Object.hasOwn(given, key) ? given[key] : undefined
    const path = `params.${key}`
    const isGiven = source !== undefined && (source.from === 'value' ? source.value : source.attribute) !== ''
    if (isGiven && source.from === 'value' && !isId(source.value)) {
      const message = `${label} must be an id: a whole number without leading zeros, such as 12345.`
      problems.push({ code: 'param_invalid', message, path })
    }
    if (isGiven && (source.from === 'value' || !source.attribute.includes('}'))) return [key, source]
    lost.push(notInAdvanced(path, `${label} isn’t given yet; the URL takes it from an attribute named ${key}.`))
    return [key, { from: 'attribute', attribute: key }]
  })
  return { params: Object.fromEntries(params), lost }
}

function pathWith(template: Template, params: Params): string {
  return readMacros(template.path)
    .map((part) => {
      if (part.kind === 'text') return part.text
      const source = part.kind === 'macro' ? params[part.name] : undefined
      return source?.from === 'attribute' ? `{${recordPrefix}${source.attribute}}` : (source?.value ?? '')
    })
    .join('')
}

function lostSettings(template: Template, request: TemplateRequestInput): Problem[] {
  const optional = template.fields.filter((field) => field.in === 'query' && field.presence !== 'required')
  const hasQuery = template.fields.some((field) => field.in === 'query')
  return [
    ...template.options.map(({ key, label }) =>
      notInAdvanced(`options.${key}`, `${label}: put an attribute ${key} into the records instead.`),
    ),
    ...(request.fields ? [notInAdvanced('fields', 'The mapping: Advanced sends each record as it is.')] : []),
    ...optional.map(({ key, label }) =>
      notInAdvanced(`fields.${key}`, `${label}: a query parameter that may be missing can’t be said in a URL.`),
    ),
    ...(hasQuery && template.list === null && carriesBody(template.method)
      ? [notInAdvanced('body', 'Advanced sends {} where nothing is left of a record; the template sends no body.')]
      : []),
  ]
}

function notInAdvanced(path: string, message: string): Problem {
  return { code: 'not_in_advanced', message, path }
}
