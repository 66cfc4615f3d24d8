import { Agent, request } from 'node:http'
import { fastify } from 'fastify'
import { expect, it } from 'vitest'
import { closeServer } from './close-server.ts'

it('doesn’t wait for the next request on a connection whose answer ends while it closes', async () => {
  const app = fastify()
  const asked = Promise.withResolvers<void>()
  const mayAnswer = Promise.withResolvers<void>()
  app.get('/', async () => {
    asked.resolve()
    await mayAnswer.promise
    return 'last words'
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const agent = new Agent({ keepAlive: true })
  const answered = new Promise<string>((resolve) => {
    request(url, { agent }, async (answer) => resolve((await answer.toArray()).join(''))).end()
  })
  await asked.promise
  const closed = closeServer(app)
  await new Promise((resolve) => setImmediate(resolve))
  mayAnswer.resolve()
  // Kept alive by the client, the connection would hold the server for over a minute: the test would time out.
  await closed
  expect(await answered).toBe('last words')
  agent.destroy()
}, 20_000)
