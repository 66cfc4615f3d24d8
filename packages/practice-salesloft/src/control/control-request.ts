import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Answer } from '../server/answer.ts'
import type { JsonObject } from '../store/json.ts'
import type { RequestFilter } from '../store/request-log.ts'

/** A request to the control API. A responder that answers null has written to `response` itself. */
export type Control = { query: URLSearchParams; body: JsonObject; request: IncomingMessage; response: ServerResponse }

/** Which requests the query asks for. Throws a RangeError where a number isn't one. */
export function filterOf(query: URLSearchParams): RequestFilter {
  const method = query.get('method')
  const path = query.get('path')
  const after = numberIn(query, 'after')
  const status = numberIn(query, 'status')
  return {
    ...(after !== undefined && { after }),
    ...(status !== undefined && { status }),
    ...(method !== null && { method }),
    ...(path !== null && { path }),
  }
}

export function numberIn(query: URLSearchParams, name: string): number | undefined {
  const value = query.get(name)
  if (value === null) return undefined
  if (!/^\d{1,15}$/.test(value)) throw new RangeError(`${name} must be a whole number.`)
  return Number(value)
}

/** Whether lines of JSON are wanted instead of one JSON value. */
export const wantsLines = ({ query, request }: Control): boolean =>
  query.get('format') === 'ndjson' || request.headers.accept === 'application/x-ndjson'

/** A web page of another site can make a browser send requests here, but then not without an Origin or with this Host. */
export function isLocal(request: IncomingMessage): boolean {
  const host = request.headers.host?.replace(/:\d+$/, '') ?? ''
  return request.headers.origin === undefined && ['127.0.0.1', 'localhost', '[::1]'].includes(host)
}

export const textAnswer = (text: string): Answer => ({
  status: 200,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: text,
})
