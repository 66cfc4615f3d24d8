import type { ServerResponse } from 'node:http'
import type { SetFault } from '../faults/fault.ts'
import { type Answer, jsonType } from './answer.ts'

const htmlType = { 'content-type': 'text/html' }
const notJson = '<html><head><title>Application error</title></head><body>Please try again.</body></html>'

/** Sends the answer as it is, or spoiled in the way of the fault. */
export function deliver(response: ServerResponse, answer: Answer, fault: SetFault | undefined): void {
  if (response.destroyed) return
  switch (fault?.kind) {
    case undefined:
    case 'status':
    case 'delay':
      send(response, answer)
      break
    case 'drop':
      response.socket?.resetAndDestroy()
      break
    case 'truncated':
      send(response, { ...answer, body: firstHalf(answer.body) })
      break
    case 'broken':
      send(response, { ...answer, headers: { ...answer.headers, ...htmlType }, body: fault.body ?? notJson })
      break
    case 'cut':
      cut(response, answer, fault.where ?? 'body')
      break
    default:
      fault satisfies never
  }
}

export function send(response: ServerResponse, { status, headers, body }: Answer): void {
  if (status === 204) {
    response.writeHead(status, headers).end()
    return
  }
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body)
}

/** The answer up to the middle of the named part; then the connection closes. */
function cut(
  response: ServerResponse,
  { status, headers, body }: Answer,
  where: 'status line' | 'headers' | 'body',
): void {
  const { socket } = response
  const statusLine = `HTTP/1.1 ${status} ${status === 200 ? 'OK' : 'Status'}\r\n`
  const lines = { ...headers, 'content-type': jsonType, 'content-length': String(Buffer.byteLength(body)) }
  const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`)
  const parts = {
    'status line': statusLine.slice(0, 11),
    headers: `${statusLine}${firstHalf(head.join(''))}`,
    body: `${statusLine}${head.join('')}\r\n${firstHalf(body)}`,
  }
  socket?.end(parts[where], () => socket.destroy())
}

const firstHalf = (text: string): string => text.slice(0, Math.floor(text.length / 2))
