import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pinnedNode, rootFolder } from './paths.mjs'

/**
 * Runs the server until it ends, and gives its exit code. The server is in a process group of its own, so that a
 * Ctrl-C reaches it once, from here; when this process is killed, the server sees the channel close and stops.
 */
export function serve() {
  const server = spawn(pinnedNode, [join(rootFolder, 'apps/server/src/main.ts')], {
    cwd: rootFolder,
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal))
  return new Promise((resolve) => server.on('exit', (code) => resolve(code ?? 1)))
}
