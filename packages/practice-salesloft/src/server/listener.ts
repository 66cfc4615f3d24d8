import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { World } from '../world.ts'
import { arrivalOf, readBody } from './arrival.ts'

type Control = (request: IncomingMessage, response: ServerResponse, body: string) => void

/** Sorts requests: those under `/v2` are Salesloft's, the others control Practice Salesloft itself. */
export function listenerOf(world: World, control: Control): RequestListener {
  let arrivals = 0
  return (request, response) => {
    if (!request.url?.startsWith('/v2/')) {
      readBody(request, (bytes) => control(request, response, bytes.toString('utf8')))
      return
    }
    const order = { at: new Date().toISOString(), number: ++arrivals, alongside: [...world.open] }
    world.open.add(order.number)
    response.on('close', () => world.open.delete(order.number))
    readBody(request, (bytes) => world.receive(arrivalOf(request, bytes, order), response))
  }
}
