import { JsonError, parse } from '@sluice/json'
import type { Problem } from '@sluice/schema'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError } from '../errors.ts'

export const bodyLimitBytes = 1_048_576

/**
 * Makes JSON the one content type, for configuration; the numbers that a mapping or a constant holds keep their digits.
 * Routes whose bodies hold records put a parser of their own in place.
 */
export function acceptJsonOnly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
    checkCharset(request.headers['content-type'] ?? '')
    return body.length === 0 ? undefined : parseConfiguration(decodeUtf8(body))
  })
}

/** Refuses a text in another encoding than UTF-8, by what its content type says. */
export function checkCharset(contentType: string): void {
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1]
  if (charset && !/^utf-?8$/i.test(charset)) {
    throw new AppError('charset_unsupported', `Bodies are UTF-8 here; this one is sent as ${charset.slice(0, 40)}.`)
  }
}

/** The text of a body, which has to be UTF-8. */
export function decodeUtf8(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    throw new AppError('json_invalid', 'The body isn’t UTF-8 text.')
  }
}

function parseConfiguration(text: string): unknown {
  try {
    const value = parse(text)
    checkTexts(value)
    return value
  } catch (error) {
    throw error instanceof JsonError ? refused(text, error) : error
  }
}

function refused(text: string, { code, message, at }: JsonError): AppError {
  const before = text.slice(0, at).split('\n')
  const place = `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`
  return new AppError(code, `The body, at ${place}: ${message}`, [{ code, message, at }], { line: before.length })
}

/** Refuses what has no place in a configuration or a query, wherever it stands. */
export function checkTexts(value: unknown, path: readonly (string | number)[] = []): void {
  if (typeof value === 'string') checkText(value, path)
  if (typeof value !== 'object' || value === null) return
  for (const [key, item] of Object.entries(value)) {
    const holdsPrototype = typeof item === 'object' && item !== null && Object.hasOwn(item, 'prototype')
    if (key === '__proto__' || (key === 'constructor' && holdsPrototype)) {
      throw new AppError('json_forbidden_key', `The body can’t hold the key “${key}”.`)
    }
    checkText(key, path)
    checkTexts(item, [...path, key])
  }
}

/** Control characters but tab and line ends; those above U+0080 are rare letters' business. */
const unwanted = /(?![\t\n\r\u0080-\u009f])\p{Cc}/u

function checkText(text: string, path: readonly (string | number)[]): void {
  if (!unwanted.test(text) && text.isWellFormed()) return
  const problem: Problem = {
    code: 'text_not_allowed',
    message: 'Text can’t hold control characters or halves of characters.',
    path: path.join('.'),
  }
  throw new AppError('text_not_allowed', `${problem.path}: ${problem.message}`, [problem])
}
