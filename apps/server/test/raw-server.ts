import { createServer, type Server, type Socket } from 'node:net'

export type RawServer = AsyncDisposable & {
  readonly url: string
  readonly port: number
  /** What was received, one text a connection. */
  readonly received: readonly string[]
  readonly connections: number
}

/** A TCP server on loopback that does with each connection what the test says, byte by byte. */
export async function startRawServer(
  onData: (socket: Socket, text: string, turn: number) => void,
  onConnection: (socket: Socket) => void = () => {},
): Promise<RawServer> {
  const received: string[] = []
  const sockets = new Set<Socket>()
  let turn = 0
  const server = createServer((socket) => {
    const place = received.push('') - 1
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
    socket.on('data', (chunk) => {
      received[place] += chunk.toString()
      onData(socket, chunk.toString(), ++turn)
    })
    onConnection(socket)
  })
  const port = await listen(server)
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    received,
    get connections() {
      return received.length
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Lets the system choose a free port of 127.0.0.1. */
export function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (typeof address === 'object' && address !== null) resolve(address.port)
    })
  })
}
