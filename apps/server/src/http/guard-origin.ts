import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'
import { AppError } from '../errors.ts'

const readMethods = new Set(['GET', 'HEAD', 'OPTIONS'])
/** What a page may send without asking first, and no route takes. */
const formTypes = /^\s*(text\/plain|application\/x-www-form-urlencoded)\b/i

/**
 * Until Sluice has accounts it is for the person at this machine: only loopback connections to a loopback name, and
 * no writes that a page of another site may have made.
 */
export async function guardOrigin(request: FastifyRequest): Promise<void> {
  const host = request.headers.host ?? ''
  if (!isLoopbackAddress(request.socket.remoteAddress ?? '') || !isLoopbackHost(host)) {
    throw new AppError('loopback_only', 'Sluice only answers the machine it runs on, at localhost or 127.0.0.1.')
  }
  if (!readMethods.has(request.method) && !isOurWrite(request, host)) {
    throw new AppError(
      'csrf',
      'This looks like a write from another site. Use the page at this address, or a program that sends no Origin.',
    )
  }
}

/** Every browser says where a write comes from; what says nothing is a program of the person at this machine. */
function isOurWrite({ headers }: FastifyRequest, host: string): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') return false
  if (headers.origin !== undefined) return headers.origin === `http://${host}`
  return site === 'same-origin' || !formTypes.test(headers['content-type'] ?? '')
}

function isLoopbackHost(host: string): boolean {
  const name = host.replace(/:\d{1,5}$/, '').toLowerCase()
  return name === 'localhost' || name === '[::1]' || (isIP(name) === 4 && name.startsWith('127.'))
}

function isLoopbackAddress(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address)
}
