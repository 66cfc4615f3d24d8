import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { controlOf } from './control/control.ts'
import { practiceApiKey } from './practice-api-key.ts'
import type { PracticeOptions, PracticeSalesloft } from './practice-salesloft.ts'
import { listenerOf } from './server/listener.ts'
import { changeSettings, defaultSettings } from './settings.ts'
import { createWorld } from './world.ts'

const host = '127.0.0.1'
const keepAliveTimeout = 75_000
const maxHeaderSize = 64 * 1024

/**
 * Starts Practice Salesloft on a loopback port.
 * Throws where the port is taken (before it touches the folder) or a setting can't be.
 */
export async function startPracticeSalesloft(options: PracticeOptions = {}): Promise<PracticeSalesloft> {
  const { port: wantedPort = 0, folder, ...given } = options
  const settings = { ...defaultSettings }
  changeSettings(settings, given)

  const server = createServer({ keepAliveTimeout, maxHeaderSize, requestTimeout: 0 })
  await listen(server, wantedPort)
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : wantedPort
  const url = `http://${host}:${port}`

  const world = createWorld({ settings, baseUrl: url, folder: folder && join(folder, 'practice-salesloft') })
  const close = async () => {
    world.stop()
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }
  const practice: PracticeSalesloft = {
    ...world.access,
    get received() {
      return world.access.requests().map(({ method, path, body }) => ({ method, path, body }))
    },
    get faults() {
      return world.faults.list
    },
    url,
    port,
    apiKey: practiceApiKey,
    settings,
    configure: (changes) => changeSettings(settings, changes),
    close,
    [Symbol.asyncDispose]: close,
  }
  server.on('request', listenerOf(world, controlOf(practice, world, folder ?? null)))
  return practice
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    throw isTaken ? new Error(`port ${port} of ${host} is taken by another program.`, { cause: error }) : error
  }
}
