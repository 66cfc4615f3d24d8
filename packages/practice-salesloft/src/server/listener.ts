import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { World } from '../world.ts'
import { arrivalOf, readBody } from './arrival.ts'

type Control = (request: IncomingMessage, response: ServerResponse, body: string) => void

/** Sorts requests: `/` and what is under `/practice` concern Practice Salesloft itself, all others are for Salesloft. */
export function listenerOf(world: World, control: Control): RequestListener {
  let arrivals = 0
  return (request, response) => {
    if (request.url === '/' || request.url?.startsWith('/practice/')) {
      readBody(request, (bytes) => control(request, response, bytes.toString('utf8')))
      return
    }
    const order = { at: new Date().toISOString(), number: ++arrivals, alongside: [...world.open] }
    world.open.add(order.number)
    response.on('close', () => world.open.delete(order.number))
    readBody(request, (bytes) => world.receive(arrivalOf(request, bytes, order), response))
  }
}
