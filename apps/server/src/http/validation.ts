import type { Problem } from '@sluice/schema'
import type { FastifySchemaCompiler } from 'fastify'
import type { z } from 'zod'
import { AppError, type ErrorCode, statusOfCode } from '../errors.ts'
import { codeAt } from './code-at.ts'

type Issue = z.core.$ZodIssue

/** Checks a part of a request against its schema, and says what is wrong with a code for each place. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  return (data) => {
    const result = schema.safeParse(data)
    if (result.success) return { value: result.data }
    return { error: httpPart === 'params' ? nothingThere() : toAppError(schema, result.error.issues) }
  }
}

/** An id that can't be one is answered like an id that isn't there. */
function nothingThere(): AppError {
  return new AppError('not_found', 'There is nothing at this address.')
}

/** The refusal of a value that its schema doesn't take; also for values that don't come as a JSON body. */
export function toAppError(schema: z.ZodType, issues: readonly Issue[]): AppError {
  const problems = issues.flatMap((issue) => toProblems(schema, issue, []))
  const [first] = problems
  const code = first && isErrorCode(first.code) ? first.code : 'invalid_request'
  const where = first?.path ? `${first.path}: ` : ''
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : ''
  return new AppError(code, `${where}${first?.message ?? 'The request isn’t as it should be.'}${more}`, problems)
}

function toProblems(schema: z.ZodType, issue: Issue, above: readonly PropertyKey[]): Problem[] {
  const path = [...above, ...issue.path]
  const problem = (code: string, message: string, at = path): Problem[] => [
    { code, message, ...(at.length > 0 && { path: at.map(String).join('.') }) },
  ]
  const own = codeAt(schema, path)
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.flatMap((key) => problem('field_unknown', 'There is no such field here.', [...path, key]))
    case 'invalid_union':
      return closest(schema, issue.errors, path) ?? problem(own ?? 'type_mismatch', issue.message)
    case 'invalid_type':
      return issue.input === undefined && issue.message.endsWith('received undefined')
        ? problem('field_missing', 'This field is needed.')
        : problem(own ?? 'type_mismatch', issue.message)
    case 'too_big':
      return problem(own ?? tooBigCode(issue.origin), issue.message)
    case 'too_small':
    case 'not_multiple_of':
    case 'invalid_value':
      return problem(own ?? 'out_of_range', issue.message)
    case 'custom':
      return problem(
        own ?? (typeof issue.params?.code === 'string' ? issue.params.code : 'invalid_request'),
        issue.message,
      )
    default:
      return problem(own ?? 'type_mismatch', issue.message)
  }
}

/** Of a union's alternatives, the one with the least wrong is what the sender meant. */
function closest(
  schema: z.ZodType,
  alternatives: readonly Issue[][],
  path: readonly PropertyKey[],
): Problem[] | undefined {
  const best = alternatives.toSorted((one, other) => one.length - other.length)[0]
  return best?.flatMap((issue) => toProblems(schema, issue, path))
}

function tooBigCode(origin: string): ErrorCode {
  if (origin === 'string') return 'too_long'
  return origin === 'array' || origin === 'set' || origin === 'map' ? 'too_many_items' : 'out_of_range'
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(statusOfCode, code)
}
