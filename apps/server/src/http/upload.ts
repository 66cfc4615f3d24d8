import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { AppError } from '../errors.ts'
import { toAppError } from './validation.ts'

const fieldBytes = 65_536
const fileNameBytes = 255

/** Lets the routes of `app` take uploads: one file and at most ten fields, which stand before it. */
export async function acceptUploads(app: FastifyInstance): Promise<void> {
  await app.register(multipart, {
    limits: {
      files: 1,
      fields: 10,
      fieldSize: fieldBytes,
      parts: 11,
      fileSize: Number.POSITIVE_INFINITY,
      headerPairs: 50,
    },
  })
  // The rest of a body that was refused is read and thrown away: many clients send all of it before they listen.
  app.addHook('onResponse', async ({ raw }) => {
    if (raw.complete) return
    raw.unpipe()
    raw.resume()
  })
}

export type Upload<Fields> = {
  readonly fields: Fields
  readonly fileName: string
  /** The file's bytes. It ends, without an error, only if the body is whole and nothing stands behind the file. */
  readonly stream: AsyncGenerator<Buffer, void>
}

/** Reads an upload up to its file; the fields are checked by the schema, those that hold JSON parsed before. */
export async function readUpload<Fields extends z.ZodObject>(
  request: FastifyRequest,
  schema: Fields,
): Promise<Upload<z.infer<Fields>>> {
  const parts = tellingErrors(request.parts())
  const values: Record<string, unknown> = {}
  for (let next = await parts.next(); !next.done; next = await parts.next()) {
    const part = next.value
    if (part.type === 'field') {
      values[part.fieldname] = readField(part.fieldname, part.value, part.valueTruncated === true)
      continue
    }
    if (part.fieldname !== 'file') throw new AppError('field_unknown', 'The file’s part is to be named “file”.')
    const parsed = schema.safeParse(values)
    if (!parsed.success) throw toAppError(schema, parsed.error.issues)
    return {
      fields: parsed.data,
      fileName: cutName(part.filename),
      stream: throughTheEnd(tellingErrors(part.file), parts),
    }
  }
  throw new AppError('field_missing', 'The upload has no part “file”.')
}

async function* throughTheEnd(
  file: AsyncIterable<unknown>,
  parts: AsyncGenerator<unknown, void>,
): AsyncGenerator<Buffer, void> {
  for await (const bytes of file) if (Buffer.isBuffer(bytes)) yield bytes
  const next = await parts.next()
  if (!next.done) throw new AppError('options_misplaced', 'Fields stand before the file in an upload, not behind it.')
}

function readField(name: string, value: unknown, isCut: boolean): unknown {
  if (isCut)
    throw new AppError('too_many_parts', `The field ${name.slice(0, 40)} is longer than ${fieldBytes} bytes.`, [], {
      limit: fieldBytes,
    })
  if (name !== 'options' || typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    throw new AppError('json_invalid', 'The field “options” isn’t JSON.', [], {})
  }
}

/** What goes wrong with the body itself is the sender's, not ours. */
async function* tellingErrors<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item, void> {
  try {
    yield* items
  } catch (error) {
    const isKnown = error instanceof Error && 'code' in error && String(error.code).endsWith('_LIMIT')
    throw isKnown || error instanceof AppError
      ? error
      : new AppError('request_invalid', 'The upload breaks off, or is no multipart body.')
  }
}

function cutName(name: string): string {
  const cut = Buffer.from(name)
    .subarray(0, fileNameBytes)
    .toString()
    .replace(/\ufffd$/, '')
  return cut === '' ? 'file' : cut
}
