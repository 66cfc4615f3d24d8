import { promisify } from 'node:util'
import { zstdDecompress } from 'node:zlib'
import { Client } from 'pg'
import { Pool } from 'undici'
import { kinds } from './kinds.ts'

/**
 * A process of its own, told what to do by its parent: the least that delivering a Nexset takes. It reads the same
 * chunks, parses, maps and prints by hand, sends, reads the answers and keeps nothing. Tells its parent how long it
 * took, and how much of the processor.
 */
export type CeilingTask = {
  readonly kind: keyof typeof kinds
  readonly connection: { host: string; user: string; password: string; database: string }
  readonly nexsetId: string
  readonly url: string
  readonly inFlight: number
}
export type CeilingResult = { readonly records: number; readonly seconds: number; readonly processorSeconds: number }

const decompress = promisify(zstdDecompress)

process.on('message', async (task: CeilingTask) => {
  const result = await run(task)
  process.send?.(result)
  process.disconnect()
})

async function run({ kind, connection, nexsetId, url, inFlight }: CeilingTask): Promise<CeilingResult> {
  const { path, bodyOf, recordsPerCall } = kinds[kind]
  const database = new Client(connection)
  await database.connect()
  const pool = new Pool(url, { connections: inFlight })
  const usedBefore = process.cpuUsage()
  const begin = performance.now()
  const calls = readCalls(database, nexsetId, recordsPerCall)
  let records = 0
  const sender = async () => {
    for await (const call of calls) {
      records += call.length
      await send(pool, path, bodyOf(call))
    }
  }
  await Promise.all(Array.from({ length: inFlight }, sender))
  const seconds = (performance.now() - begin) / 1000
  const used = process.cpuUsage(usedBefore)
  await pool.close()
  await database.end()
  return { records, seconds, processorSeconds: (used.user + used.system) / 1e6 }
}

async function send(pool: Pool, path: string, body: string): Promise<void> {
  const headers = { accept: 'application/json', 'content-type': 'application/json', authorization: 'Bearer none' }
  const answer = await pool.request({ method: 'POST', path, body, headers })
  const { data } = JSON.parse(await answer.body.text())
  if (answer.statusCode !== 200 || data.id !== 1) throw new Error(`The target answered ${answer.statusCode}.`)
}

/** The records of the Nexset, so many at a time, the next rows of the database fetched ahead. */
async function* readCalls(database: Client, nexsetId: string, size: number): AsyncGenerator<Record<string, unknown>[]> {
  const fetchAfter = (seq: number) =>
    database.query<{ last_seq: number | string; body: Buffer }>(
      'select last_seq, body from nexset_chunk where nexset_id = $1 and last_seq > $2 order by last_seq limit 8',
      [nexsetId, seq],
    )
  let { rows } = await fetchAfter(0)
  let call: Record<string, unknown>[] = []
  while (rows.length > 0) {
    const ahead = fetchAfter(Number(rows.at(-1)?.last_seq))
    for (const { body } of rows)
      for (const line of linesOf(await decompress(body))) {
        call.push(JSON.parse(line))
        if (call.length < size) continue
        yield call
        call = []
      }
    rows = (await ahead).rows
  }
  if (call.length > 0) yield call
}

/** Decoded one by one: a whole chunk with one accent in it takes V8 ten times as long. */
function* linesOf(bytes: Buffer): Generator<string, void> {
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(10, at)
    yield bytes.toString('utf8', at, end === -1 ? bytes.length : end)
    at = end === -1 ? bytes.length : end + 1
  }
}
