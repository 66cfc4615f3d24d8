import type { ProblemDetails } from '@sluice/schema'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { isStorageTrouble } from '../database/is-storage-trouble.ts'
import { AppError } from '../errors.ts'
import { problemType, toProblemDetails, unforeseen } from './problem-details.ts'

/** Answers any error as problem+json; one that nobody foresaw is logged whole and answered with a reference alone. */
export function handleError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = toAppError(error, request)
  if (known) return sendProblem(reply, toProblemDetails(known), known.extra.retryAfterSeconds)
  request.log.error({ err: error, reference: request.id }, 'A request failed in a way nobody foresaw.')
  return sendProblem(reply, unforeseen(request.id))
}

function sendProblem(reply: FastifyReply, details: ProblemDetails, retryAfterSeconds?: number): FastifyReply {
  if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds)
  // Already text, so that the route's own reply schema has no say in it.
  return reply.code(details.status).type(problemType).send(JSON.stringify(details))
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
  }
  switch (error.statusCode) {
    case 400:
      return new AppError('request_invalid', 'The request can’t be understood.')
    case 403:
    case 404:
      return nothingHere()
    default:
      return undefined
  }
}

/** What an address without anything, or a path with tricks, answers. */
export function nothingHere(): AppError {
  return new AppError('not_found', 'There is nothing at this address.')
}
