import { STATUS_CODES } from 'node:http'
import type { ProblemDetails } from '@sluice/schema'
import { type AppError, statusOfCode } from '../errors.ts'

export const problemType = 'application/problem+json'

/** The RFC 9457 body of an error that a person can act on. */
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

/** The body of an error that nobody foresaw: a reference to the log, and nothing else. */
export function unforeseen(reference: string): ProblemDetails {
  const detail = `Something went wrong in Sluice. Its log tells what, under the reference ${reference}.`
  return { ...summary(500), detail, code: 'internal_error', reference }
}

function summary(status: number): Pick<ProblemDetails, 'type' | 'title' | 'status'> {
  return { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status }
}
