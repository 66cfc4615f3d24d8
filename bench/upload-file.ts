import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { request } from 'node:http'
import { json } from 'node:stream/consumers'

/** Uploads a file into a new Nexset, in a stream; gives how many records it has once it is in. */
export async function uploadFile(url: string, file: string, name: string): Promise<number> {
  const boundary = randomUUID()
  const begin = Buffer.from(
    `--${boundary}\r\ncontent-disposition: form-data; name="name"\r\n\r\n${name}\r\n` +
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="accounts.csv"\r\ncontent-type: text/csv\r\n\r\n`,
  )
  const end = Buffer.from(`\r\n--${boundary}--\r\n`)
  const { size } = await stat(file)
  const upload = request(`${url}/api/v1/nexsets`, {
    method: 'POST',
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': begin.length + size + end.length,
      'sec-fetch-site': 'same-origin',
    },
  })
  const answered = once(upload, 'response')
  upload.write(begin)
  // Refused at once, it is answered before all of it is sent.
  const isRefused = answered.then(() => true)
  for await (const bytes of createReadStream(file, { highWaterMark: 1_048_576 })) {
    if (upload.write(bytes)) continue
    if (await Promise.race([isRefused, once(upload, 'drain').then(() => false)])) break
  }
  upload.end(end)
  const [answer] = await answered
  const result: unknown = await json(answer)
  if (typeof result !== 'object' || result === null || !('recordCount' in result))
    throw new Error(JSON.stringify(result))
  return Number(result.recordCount)
}
