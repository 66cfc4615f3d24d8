import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { request } from 'undici'

/** Uploads a file into a new Nexset, in a stream; gives how many records it has once it is in. */
export async function uploadFile(url: string, file: string, name: string): Promise<number> {
  const boundary = randomUUID()
  async function* body() {
    yield `--${boundary}\r\ncontent-disposition: form-data; name="name"\r\n\r\n${name}\r\n`
    yield `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="accounts.csv"\r\ncontent-type: text/csv\r\n\r\n`
    yield* createReadStream(file)
    yield `\r\n--${boundary}--\r\n`
  }
  const answer = await request(`${url}/api/v1/nexsets`, {
    method: 'POST',
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, 'sec-fetch-site': 'same-origin' },
    body: Readable.from(body(), { objectMode: false }),
  })
  const result: unknown = await answer.body.json()
  if (typeof result !== 'object' || result === null || !('recordCount' in result))
    throw new Error(JSON.stringify(result))
  return Number(result.recordCount)
}
