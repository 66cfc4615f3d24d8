export type DescribedError = {
  readonly type: string
  readonly message: string
  readonly stack?: string
  readonly code?: string
  readonly cause?: DescribedError
}

const deepest = 5

/**
 * What the log tells of an error: kind, text, code, stack and causes. Other properties stay out, since libraries put
 * row values, requests and headers there.
 */
export function describeError(error: unknown, depth = 0): DescribedError {
  if (!(error instanceof Error)) return describeThrown(error)
  return {
    type: error.name,
    message: error.message,
    ...(error.stack !== undefined && { stack: error.stack }),
    ...('code' in error && { code: String(error.code) }),
    ...(error.cause !== undefined && depth < deepest && { cause: describeError(error.cause, depth + 1) }),
  }
}

/** What isn't an error, and is thrown or told as one: pg-boss tells of trouble in plain objects. */
function describeThrown(thrown: unknown): DescribedError {
  const isObject = typeof thrown === 'object' && thrown !== null
  if (!isObject || !('message' in thrown))
    return { type: typeof thrown, message: isObject ? 'no message' : String(thrown) }
  return {
    type: 'name' in thrown ? String(thrown.name) : typeof thrown,
    message: String(thrown.message),
    ...('stack' in thrown && { stack: String(thrown.stack) }),
    ...('code' in thrown && { code: String(thrown.code) }),
  }
}
