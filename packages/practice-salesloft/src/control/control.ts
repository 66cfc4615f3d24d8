import type { IncomingMessage, ServerResponse } from 'node:http'
import { parseFault } from '../faults/parse-fault.ts'
import type { PracticeSalesloft } from '../practice-salesloft.ts'
import { type Answer, jsonAnswer } from '../server/answer.ts'
import { send } from '../server/deliver.ts'
import { isObject, type JsonObject, parseJson } from '../store/json.ts'
import type { World } from '../world.ts'
import { type Control, filterOf, isLocal, textAnswer } from './control-request.ts'
import { indexText } from './index-text.ts'
import { listRecords } from './list-records.ts'
import { listRequests } from './list-requests.ts'

type Responder = (control: Control) => Answer | null

/** The control API under `/practice`: what a test or a curious person uses to look behind Practice Salesloft. */
export function controlOf(practice: PracticeSalesloft, world: World, dataFolder: string | null) {
  const health = { practiceSalesloft: true, pid: process.pid, dataFolder }
  const done: Answer = { status: 204, headers: {}, body: '' }

  const responders: Readonly<Record<string, Responder>> = {
    'GET /': () => textAnswer(indexText),
    'GET /practice/health': () => jsonAnswer(200, health),
    'GET /practice/requests': (control) => listRequests(world.storage.log, control),
    'GET /practice/requests/count': ({ query }) =>
      jsonAnswer(200, { count: practice.countRequests(filterOf(query)), lastSeq: world.storage.log.lastSeq }),
    'DELETE /practice/requests': () => {
      practice.clearRequests()
      return done
    },
    'GET /practice/records': (control) => listRecords(practice, control),
    'POST /practice/reset': () => {
      practice.reset()
      return done
    },
    'GET /practice/faults': () => jsonAnswer(200, { faults: practice.faults }),
    'POST /practice/faults': ({ body }) => jsonAnswer(201, practice.addFault(parseFault(body))),
    'DELETE /practice/faults': ({ query }) => {
      const id = query.get('id')
      if (id === null) practice.clearFaults()
      else if (!practice.removeFault(Number(id))) return jsonAnswer(404, { error: `There is no fault ${id}.` })
      return done
    },
    'GET /practice/settings': () => jsonAnswer(200, practice.settings),
    'PATCH /practice/settings': ({ body }) => {
      practice.configure(body)
      return jsonAnswer(200, practice.settings)
    },
    'POST /practice/keys': ({ body: { scopes, user_id: userId } }) => {
      if (!Array.isArray(scopes)) throw new RangeError('scopes must be a list of scopes, such as accounts:read.')
      const key = practice.addKey(scopes.map(String), typeof userId === 'number' ? userId : undefined)
      return jsonAnswer(201, { key, scopes })
    },
  }

  return (request: IncomingMessage, response: ServerResponse, bodyText: string): void => {
    const url = new URL(request.url ?? '/', practice.url)
    const responder = responders[`${request.method} ${url.pathname}`]
    const answer = () => {
      if (!isLocal(request))
        return jsonAnswer(403, { error: 'The control API is for this machine, not for web pages.' })
      if (!responder) return jsonAnswer(404, { error: 'There is nothing here. See /' })
      return responder({ query: url.searchParams, body: bodyOf(bodyText), request, response })
    }
    const given = catching(answer)
    if (given) send(response, given)
  }
}

function bodyOf(text: string): JsonObject {
  if (text === '') return {}
  const body = parseJson(text)
  if (!isObject(body)) throw new RangeError('The body must be a JSON object.')
  return body
}

function catching(answer: () => Answer | null): Answer | null {
  try {
    return answer()
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxError) return jsonAnswer(422, { error: error.message })
    throw error
  }
}
