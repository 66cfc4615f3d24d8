import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import files from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { nothingHere } from './error-handler.ts'
import { sendPage } from './page.ts'

const nonceMark = '__CSP_NONCE__'

/**
 * Serves the built web app: its files as they are (brotli twins where there are any), and its page for every other
 * address that a browser opens, each time with a new nonce.
 */
export async function serveWebApp(app: FastifyInstance, folder: string): Promise<void> {
  const page = await readFile(join(folder, 'index.html'), 'utf8')
  const sendApp = (reply: FastifyReply) => sendPage(reply, (nonce) => page.replaceAll(nonceMark, nonce))

  await app.register(files, {
    root: folder,
    index: false,
    preCompressed: true,
    cacheControl: false,
    allowedPath: (path) => path !== '/index.html',
    setHeaders: (reply, path) => {
      // The build names these by their content.
      reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  app.get('/', { schema: { hide: true } }, (_request, reply) => sendApp(reply))
  app.setNotFoundHandler((request, reply) => {
    if (!isPage(request)) throw nothingHere()
    return sendApp(reply)
  })
}

function isPage({ method, url, headers }: FastifyRequest): boolean {
  const path = url.split('?', 1)[0] ?? ''
  const isOurs = !path.startsWith('/api/') && !path.startsWith('/ingest/') && !/\.[a-z0-9]+$/i.test(path)
  return method === 'GET' && isOurs && (headers.accept ?? '').includes('text/html')
}
