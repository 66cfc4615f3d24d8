import { STATUS_CODES } from 'node:http'
import type { ProblemDetails } from '@sluice/schema'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { isStorageTrouble } from '../database/is-storage-trouble.ts'
import { AppError, statusOfCode } from '../errors.ts'

/** Answers any error as problem+json; one that nobody foresaw is logged whole and answered with a reference alone. */
export function handleError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = toAppError(error, request)
  if (known) return sendProblem(reply, toProblemDetails(known), known.extra.retryAfterSeconds)
  request.log.error({ err: error, reference: request.id }, 'A request failed in a way nobody foresaw.')
  const detail = `Something went wrong in Sluice. The log tells what, under the reference ${request.id}.`
  return sendProblem(reply, { ...summary(500), detail, code: 'internal_error', reference: request.id })
}

/** The RFC 9457 body of an error. */
export function toProblemDetails({ code, message, problems, extra }: AppError): ProblemDetails {
  return {
    ...summary(statusOfCode[code]),
    detail: message,
    code,
    ...(problems.length > 0 && { errors: [...problems] }),
    ...(extra.line !== undefined && { line: extra.line }),
    ...(extra.limit !== undefined && { limit: extra.limit }),
  }
}

function summary(status: number): Pick<ProblemDetails, 'type' | 'title' | 'status'> {
  return { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status }
}

function sendProblem(reply: FastifyReply, details: ProblemDetails, retryAfterSeconds?: number): FastifyReply {
  if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds)
  // A serialised body: the route's own reply schema has no say in it.
  return reply.code(details.status).type('application/problem+json').send(JSON.stringify(details))
}

function toAppError(error: unknown, request: FastifyRequest): AppError | undefined {
  if (error instanceof AppError) return error
  if (isStorageTrouble(error)) {
    request.log.error({ err: error }, 'The database can’t be used.')
    const message = 'The database can’t be used right now. Sluice goes on by itself when it is back.'
    return new AppError('storage_unavailable', message, [], { retryAfterSeconds: 5 })
  }
  return error instanceof Error && 'code' in error ? fromFastify(error.code, error) : undefined
}

function fromFastify(code: unknown, error: Error & Partial<Pick<FastifyError, 'statusCode'>>): AppError | undefined {
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
    case 'FST_REQ_FILE_TOO_LARGE':
      return new AppError('request_too_large', 'The request is larger than this address takes.')
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_INVALID_MULTIPART_CONTENT_TYPE':
      return new AppError('content_type_unsupported', 'This address doesn’t take a body of that content type.')
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new AppError('request_invalid', 'The body isn’t as long as its Content-Length says.')
    case 'FST_PARTS_LIMIT':
    case 'FST_FILES_LIMIT':
    case 'FST_FIELDS_LIMIT':
      return new AppError('too_many_parts', 'The upload has more parts than one file and ten fields.')
    default:
      return error.statusCode === 400 ? new AppError('request_invalid', 'The request can’t be understood.') : undefined
  }
}
