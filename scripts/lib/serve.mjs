import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pinnedNode, rootFolder } from './paths.mjs'

/**
 * How the server's process is started. Its heap lives on about 45 MB: V8's first limit would have it collected every
 * 15 MB of an upload, and a large young generation only holds on to memory. With an arena of glibc's for each thread,
 * buffers that one thread made and another gave back would lie idle in all of them; what lies idle at the end of its
 * one arena is given back to the system.
 */
const { nodeFlags, environment } = JSON.parse(readFileSync(join(rootFolder, 'apps/server/process.json'), 'utf8'))

/** What Node made of the sources at an earlier start: halves the time that loading them takes. */
const compileCache = join(rootFolder, 'node_modules/.cache/node')

/**
 * Runs the server until it ends, and gives its exit code. The server is in a process group of its own, so that a
 * Ctrl-C reaches it once, from here; when this process is killed, the server sees the channel close and stops.
 */
export function serve() {
  const server = spawn(pinnedNode, [...nodeFlags, join(rootFolder, 'apps/server/src/main.ts')], {
    cwd: rootFolder,
    env: { NODE_COMPILE_CACHE: compileCache, ...environment, ...process.env },
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal))
  return new Promise((resolve) => server.on('exit', (code) => resolve(code ?? 1)))
}
