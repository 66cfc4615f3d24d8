import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ComposedApp, createComposedApp } from '../../test/composed-app.ts'
import { multipart } from '../../test/multipart.ts'
import { createNexsetRecords } from '../store/nexset-records.ts'

let app: ComposedApp
let url: string
beforeAll(async () => {
  app = await createComposedApp()
  url = await app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => app[Symbol.asyncDispose]())

const patient = { timeout: 20_000 }
/** More than a file that is read in the server's own thread. */
const rows = 20_000
const line = (n: number) => `${n},"Zoë, ${n}",0${n},${n % 3 === 0 ? '' : 'x'}`
const content = `id,name,code,note\n${Array.from({ length: rows }, (_, at) => line(at + 1)).join('\n')}\n`
const post = async (file: string | Buffer, fields: readonly (readonly [string, string])[] = [['name', 'Large']]) => {
  const { payload, headers } = multipart(...fields, ['file', file, 'large.csv'])
  const answer = await fetch(`${url}/api/v1/nexsets`, { method: 'POST', headers, body: new Uint8Array(payload) })
  return { status: answer.status, body: await answer.json() }
}
/** Of uploads that are under way. */
const openTransactions = async () => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int4 as count from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and state like 'idle in transaction%'
  `.execute(app.db)
  return rows[0]?.count
}
const nexsets = async () => (await (await fetch(`${url}/api/v1/nexsets`)).json()).items

describe('a large file, over a socket', () => {
  it.each([
    ['plain', content],
    ['packed', gzipSync(content)],
  ])('%s, comes in whole and in order', async (_what, file) => {
    const { status, body } = await post(file)
    expect([status, body.recordCount, body.problemCount]).toEqual([201, rows, 0])
    const digest = createHash('sha256')
    for await (const { records } of createNexsetRecords(app.db).readChunks(body.id, 0)) {
      for (const { seq, data } of records) digest.update(`${seq} ${JSON.stringify(data)}\n`)
    }
    const expected = createHash('sha256')
    for (let n = 1; n <= rows; n++) {
      const data = { id: n, name: `Zoë, ${n}`, code: `0${n}`, ...(n % 3 !== 0 && { note: 'x' }) }
      expected.update(`${n} ${JSON.stringify(data)}\n`)
    }
    expect(digest.digest('hex')).toBe(expected.digest('hex'))
  })

  it.each([
    ['a quote that is never closed', `${content}1,"x,1,\n`, 422, 'csv_quote_not_closed'],
    [
      'bytes that aren’t UTF-8 at its end',
      Buffer.concat([Buffer.from(content), Buffer.from('ff', 'hex')]),
      422,
      'encoding_invalid',
    ],
  ])('is refused for %s, and leaves nothing behind', async (_what, file, status, code) => {
    const before = await nexsets()
    const answer = await post(file)
    expect([answer.status, answer.body.code]).toEqual([status, code])
    expect(await nexsets()).toEqual(before)
  })

  it('is refused at its begin, and still heard to its end', async () => {
    const { payload, headers } = multipart(
      ['name', 'Bad'],
      ['options', '{"format":"ndjson"}'],
      ['file', 'no JSON\n'.repeat(4_000_000), 'bad.ndjson'],
    )
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    const lines = Object.entries({ host: 'localhost', ...headers, 'content-length': payload.length })
    socket.write(
      `POST /api/v1/nexsets HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`,
    )
    // A client that sends all of it before it listens.
    await promisify<Buffer, void>((bytes, done) => socket.write(bytes, done))(payload)
    const [answer] = await once(socket, 'data')
    expect(answer.toString()).toMatch(/^HTTP\/1.1 422 .*"code":"too_many_problems"/s)
    socket.destroy()
  })

  it('leaves nothing behind when its sender goes away', async () => {
    const before = await nexsets()
    const { payload, headers } = multipart(['name', 'Gone'], ['file', content, 'large.csv'])
    const sending = request(`${url}/api/v1/nexsets`, {
      method: 'POST',
      headers: { ...headers, 'content-length': payload.length },
    })
    const failed = once(sending, 'error')
    sending.write(payload.subarray(0, payload.length / 2))
    await expect.poll(openTransactions, patient).toBe(1)
    sending.destroy(new Error('gone'))
    await failed
    await expect.poll(openTransactions, patient).toBe(0)
    expect(await nexsets()).toEqual(before)
  })
})
