import { JsonError, parse } from '@sluice/json'
import { SaxesParser } from 'saxes'
import { AppError } from '../errors.ts'

const mostBytes = 5_000_000

/**
 * Checks a body that a person has edited: at most 5 MB, and valid in the format that the request says it is in
 * (`null`: it carries no body).
 */
export function checkEditedBody(body: string, contentType: string | null): void {
  if (Buffer.byteLength(body) > mostBytes) {
    throw new AppError('request_too_large', 'The edited body is larger than 5 MB.', [], { limit: mostBytes })
  }
  const wrong = problemOf(body, contentType)
  if (wrong !== null)
    throw new AppError('body_invalid', wrong, [{ code: 'body_invalid', message: wrong, path: 'body' }])
}

function problemOf(body: string, contentType: string | null): string | null {
  switch (contentType) {
    case 'application/json':
      return jsonProblem(body)
    case 'application/xml':
      return xmlProblem(body)
    case 'application/x-www-form-urlencoded':
      return /^(?:[!-$&-~]|%[0-9a-fA-F]{2})*$/.test(body)
        ? null
        : 'The edited body isn’t form data: it holds blanks, other letters than ASCII, or a % that starts no %hh.'
    case null:
      return 'This request carries no body, so there is none to edit.'
    default:
      return `The edited body can’t be checked as ${contentType}.`
  }
}

function jsonProblem(body: string): string | null {
  try {
    parse(body)
    return null
  } catch (error) {
    if (!(error instanceof JsonError)) throw error
    const before = body.slice(0, error.at).split('\n')
    return `The edited body isn’t JSON at line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}: ${error.message}`
  }
}

function xmlProblem(body: string): string | null {
  let first: string | null = null
  const parser = new SaxesParser()
  parser.on('error', ({ message }) => {
    first ??= message
  })
  parser.write(body).close()
  return first === null ? null : `The edited body isn’t XML: ${first}`
}
