import { randomUUID } from 'node:crypto'

type Part = readonly [name: string, value: string | Buffer, fileName?: string]

/** A multipart body, as a browser of our own page sends it. */
export function multipart(...parts: readonly Part[]): { payload: Buffer; headers: Record<string, string> } {
  const boundary = randomUUID()
  const payload = Buffer.concat([
    ...parts.flatMap(([name, value, fileName]) => [
      Buffer.from(
        `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${fileName === undefined ? '' : `; filename="${fileName}"\r\ncontent-type: application/octet-stream`}\r\n\r\n`,
      ),
      Buffer.from(value),
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${boundary}--\r\n`),
  ])
  return {
    payload,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, 'sec-fetch-site': 'same-origin' },
  }
}
