import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError } from '../errors.ts'
import { checkCharset, decodeUtf8 } from './json-body.ts'

const ndjsonTypes = ['application/x-ndjson', 'application/ndjson', 'application/jsonl']

/** A body with records, as text: numbers keep their digits only when our own parser reads them. */
export class RecordsText {
  readonly kind: 'json' | 'ndjson'
  readonly text: string

  constructor(kind: 'json' | 'ndjson', text: string) {
    this.kind = kind
    this.text = text
  }
}

/** Makes JSON and NDJSON with records what the routes of `app` take, as {@link RecordsText}. */
export function acceptRecords(app: FastifyInstance, bodyLimit: number): void {
  app.removeAllContentTypeParsers()
  const add = (type: string | string[], kind: 'json' | 'ndjson') =>
    app.addContentTypeParser(type, { parseAs: 'buffer', bodyLimit }, async (request: FastifyRequest, body: Buffer) => {
      checkCharset(request.headers['content-type'] ?? '')
      return new RecordsText(kind, decodeUtf8(body))
    })
  add('application/json', 'json')
  add(ndjsonTypes, 'ndjson')
}

/** The records of a request to such a route. */
export function recordsOf(body: unknown): RecordsText {
  if (body instanceof RecordsText) return body
  throw new AppError('content_type_unsupported', 'Send records as application/json or application/x-ndjson.')
}
