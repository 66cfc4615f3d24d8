import type { Socket } from 'node:net'
import { AppError } from '../errors.ts'
import { problemType, toProblemDetails } from './problem-details.ts'
import { securityHeaders } from './security-headers.ts'

/** Answers what Node refuses before it is a request: a head that is too large, too slow, or no HTTP. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const details = toProblemDetails(toAppError(error.code))
  const body = JSON.stringify(details)
  const headers = {
    ...securityHeaders,
    'content-type': problemType,
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  socket.end([`HTTP/1.1 ${details.status} ${details.title}`, ...lines, '', body].join('\r\n'))
}

function toAppError(code: string | undefined): AppError {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return new AppError('headers_too_large', 'The head of the request is larger than 16 KiB.')
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new AppError('request_timeout', 'The head of the request took longer than 10 seconds.')
    default:
      return new AppError('request_invalid', 'This isn’t a request of HTTP/1.1.')
  }
}
