import { ApiError, forbidden, notFound } from '../api/api-error.ts'
import type { Call, Result } from '../api/route.ts'
import { routerOf } from '../api/router.ts'
import { routes } from '../resources/routes.ts'
import { type Answer, jsonAnswer } from './answer.ts'
import type { Arrival } from './arrival.ts'
import { readBodyParams, readQuery } from './read-params.ts'

const match = routerOf(routes)

/** What a handler needs beside the request itself. */
export type Context = Omit<Call, 'id' | 'query' | 'params'>

/** Does what the request asks for and answers as the API would. Never throws. */
export function perform(arrival: Arrival, context: Context): Answer {
  try {
    return answerOf(run(arrival, context))
  } catch (error) {
    if (error instanceof ApiError) return jsonAnswer(error.status, error.body)
    process.stderr.write(`Practice Salesloft failed at ${arrival.method} ${arrival.pathname}: ${String(error)}\n`)
    return jsonAnswer(500, { error: 'Practice Salesloft failed; this is a mistake in it.' })
  }
}

function run(arrival: Arrival, context: Context): Result {
  const found = match(arrival.method, arrival.pathname)
  if (!found) throw notFound()
  const { route, id } = found
  const { scopes } = context
  if (route.scope !== null && !scopes.includes('*') && !scopes.includes(route.scope))
    throw forbidden(`This key lacks the scope ${route.scope}`)
  const query = readQuery(arrival.path)
  const params = { ...query, ...readBodyParams(arrival.headers['content-type'], arrival.body) }
  return route.handle({ ...context, id, query, params })
}

const answerOf = (result: Result): Answer =>
  result === null ? { status: 204, headers: {}, body: '' } : jsonAnswer(200, result)
