import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import type { PoolConfig } from 'pg'

/** A way to the database that can be cut: from then on nothing gets through it, as from a process that was killed. */
export type DatabaseCable = AsyncDisposable & { readonly connection: PoolConfig; cut(): void }

export async function openDatabaseCable(connection: PoolConfig): Promise<DatabaseCable> {
  const socketFile = join(connection.host ?? '', '.s.PGSQL.5432')
  const ends = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(socketFile)
    for (const end of [near, far]) {
      ends.add(end)
      end.on('error', () => {})
      end.on('close', () => {
        ends.delete(end)
        near.destroy()
        far.destroy()
      })
    }
    near.pipe(far).pipe(near)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const cut = () => {
    server.close()
    for (const end of ends) end.destroy()
  }
  return {
    connection: { ...connection, host: '127.0.0.1', port },
    cut,
    async [Symbol.asyncDispose]() {
      cut()
    },
  }
}
