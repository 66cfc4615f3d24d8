import type { AdvancedRequestInput, ContentFormat } from '@sluice/schema'
import { attributePath } from './attribute-path.ts'
import type { Compiling } from './compile.ts'
import { carriesBody, methods } from './methods.ts'
import type { RequestPlan } from './plan.ts'
import { planAdvancedBatch } from './plan-batch.ts'
import { planHeaders } from './plan-headers.ts'
import { planUrl, type UrlPart } from './plan-url.ts'
import { constant } from './record-body.ts'
import { refuseSecretInUrl } from './secrets.ts'
import { planText } from './text-plan.ts'

/** The plan of a request configured by hand; null where its URL has a problem. */
export function compileAdvanced(request: AdvancedRequestInput, compiling: Compiling): RequestPlan | null {
  const { problems, dates } = compiling
  checkMethod(request.method, compiling)
  checkFormat(request.contentFormat, compiling)
  refuseSecretInUrl(request.url, 'url', problems)
  const headers = planHeaders(request.headers ?? [], dates, problems)
  const batch = planAdvancedBatch(request, compiling)
  const constants = request.batch?.grouping === 'array-under-key-with-constants' ? request.batch.constants : {}
  const url = planUrl(request.url, urlParts(request.url, compiling), 'url', compiling.origins, problems)
  if (url === null) return null
  return {
    method: request.method,
    url,
    headers,
    format: carriesBody(request.method) ? request.contentFormat : null,
    exclusions: (request.excludeAttributes ?? []).map(attributePath),
    template: null,
    constants: Object.entries(constants).map(([key, value]) => constant(key, value)),
    batch,
  }
}

function urlParts(text: string, { dates, problems }: Compiling): UrlPart[] {
  return planText(text, 'url', dates, problems).map((piece) =>
    piece.kind === 'attribute'
      ? { kind: 'attribute', at: piece.at, piece: { attribute: piece.path, isId: false, path: 'url' } }
      : piece,
  )
}

function checkMethod(method: string, { connector, problems, warnings }: Compiling): void {
  if (!methods.includes(method)) {
    const message = `“${method}” is no method that can be used here; take one of ${methods.join(', ')}.`
    problems.push({ code: 'method_not_allowed', message, path: 'method' })
  } else if (!connector.methods.some((listed) => listed.method === method)) {
    const message = `${connector.name} has no call with ${method}; expect these requests to be refused.`
    warnings.push({ code: 'method_not_accepted', message, path: 'method' })
  }
}

function checkFormat(format: ContentFormat, { connector, warnings }: Compiling): void {
  if (connector.contentFormats.some((listed) => listed.format === format && listed.isAccepted)) return
  const message = `${connector.name} doesn’t take ${format === 'form' ? 'form bodies' : format.toUpperCase()}; use JSON.`
  warnings.push({ code: 'format_not_accepted', message, path: 'contentFormat' })
}
