import { lookup } from 'node:dns/promises'
import { isIP, type LookupFunction, connect as openSocket, type Socket } from 'node:net'
import { networkInterfaces } from 'node:os'
import { connect as openTls, type TLSSocket } from 'node:tls'
import type { buildConnector } from 'undici'
import type { Waits } from '../waits.ts'
import { isGlobalAddress, isPrivateAddress } from './is-global-address.ts'
import { type Reach, urlNotAllowed } from './origin-policy.ts'
import type { NotSentCode } from './send-result.ts'

export type Address = { readonly address: string; readonly family: number }
/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<readonly Address[]>

/** Why no connection came about: nothing was sent. */
export class ConnectFailure extends Error {
  override readonly name = 'ConnectFailure'
  readonly code: NotSentCode

  constructor(code: NotSentCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

type Parts = {
  readonly reach: Reach
  readonly waits: Pick<Waits, 'connectMs' | 'tlsMs'>
  readonly resolve?: Resolve
}

/**
 * Opens connections for undici. A name is resolved once for each; if one of its addresses isn't allowed, none is
 * used; the connection goes to the addresses that were checked and no others. The certificate is always verified
 * against the name.
 */
export function createGuardedConnector({ reach, waits, resolve = resolveName }: Parts): buildConnector.connector {
  const open = async ({ hostname, protocol, port, servername }: buildConnector.Options) => {
    const name = hostname.replace(/^\[|\]$/g, '')
    const deadline = performance.now() + waits.connectMs
    const addresses = await within(deadline, findAddresses(name, resolve), name)
    if (!addresses.every(({ address }) => mayReach(address, reach)))
      throw new ConnectFailure('url_not_allowed', urlNotAllowed)
    const isSecure = protocol === 'https:'
    const socket = await connectTo(name, Number(port) || (isSecure ? 443 : 80), addresses, deadline)
    return isSecure ? secure(socket, servername || name, waits.tlsMs) : socket
  }
  return (options, callback) => {
    open(options).then(
      (socket) => callback(null, socket),
      (error) => callback(error instanceof Error ? error : new Error(String(error)), null),
    )
  }
}

const resolveName: Resolve = (hostname) => lookup(hostname, { all: true, verbatim: true })

async function findAddresses(name: string, resolve: Resolve): Promise<readonly Address[]> {
  if (isIP(name) !== 0) return [{ address: name, family: isIP(name) }]
  const found = await resolve(name).catch((cause: unknown) => {
    throw new ConnectFailure(
      'lookup_failed',
      `The name ${name} can’t be looked up. Check the address and the network.`,
      { cause },
    )
  })
  if (found.length === 0) throw new ConnectFailure('lookup_failed', `The name ${name} has no address.`)
  return found
}

function mayReach(address: string, reach: Reach): boolean {
  if (reach === 'operator') return isGlobalAddress(address) || isPrivateAddress(address)
  return isGlobalAddress(address) && !isOwnAddress(address)
}

function isOwnAddress(address: string): boolean {
  return Object.values(networkInterfaces()).some((list) => list?.some((own) => own.address === address))
}

async function within<T>(deadline: number, work: Promise<T>, name: string): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(tooSlow(name)), Math.max(0, deadline - performance.now()))
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
  }
}

function connectTo(name: string, port: number, addresses: readonly Address[], deadline: number): Promise<Socket> {
  const pinned: LookupFunction = (_name, options, callback) => {
    const [first] = addresses
    if (options.all) callback(null, [...addresses])
    else callback(null, first?.address ?? '', first?.family)
  }
  const socket = openSocket({
    host: name,
    port,
    lookup: pinned,
    autoSelectFamily: true,
    noDelay: true,
    keepAlive: true,
  })
  const refused = (cause: Error) =>
    new ConnectFailure('connect_failed', `No connection to ${name}: ${codeOf(cause)}.`, { cause })
  return opened(socket, 'connect', deadline - performance.now(), refused, () => tooSlow(name))
}

function secure(socket: Socket, servername: string, ms: number): Promise<TLSSocket> {
  const secured = openTls({
    socket,
    ...(isIP(servername) === 0 ? { servername } : { host: servername }),
    ALPNProtocols: ['http/1.1'],
  })
  const refused = (cause: Error) =>
    new ConnectFailure('tls_failed', `No secure connection to ${servername}: ${codeOf(cause)}.`, { cause })
  const late = () => new ConnectFailure('tls_failed', `${servername} took too long to agree on a secure connection.`)
  return opened(secured, 'secureConnect', ms, refused, late)
}

function opened<S extends Socket>(
  socket: S,
  event: 'connect' | 'secureConnect',
  ms: number,
  refused: (cause: Error) => ConnectFailure,
  late: () => ConnectFailure,
): Promise<S> {
  const { promise, resolve, reject } = Promise.withResolvers<S>()
  const fail = (failure: ConnectFailure) => {
    reject(failure)
    socket.destroy()
  }
  const onOpen = () => resolve(socket)
  const onError = (cause: Error) => fail(refused(cause))
  const onClose = () => fail(refused(new Error('it was closed')))
  const timer = setTimeout(() => fail(late()), Math.max(0, ms))
  socket.once(event, onOpen).once('close', onClose)
  // Stays: an error between here and undici's own listeners must not end the process.
  socket.on('error', onError)
  return promise.finally(() => {
    clearTimeout(timer)
    socket.removeListener('close', onClose)
  })
}

function tooSlow(name: string): ConnectFailure {
  return new ConnectFailure('connect_timeout', `${name} took too long to take the connection.`)
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message
}
