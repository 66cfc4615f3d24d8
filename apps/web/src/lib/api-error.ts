import { ProblemDetails } from '@sluice/schema'

/** A request that failed. `problem` is the server's answer, or our words when none came (`status` 0, code `unreachable`). */
export class ApiError extends Error {
  readonly problem: ProblemDetails

  constructor(problem: ProblemDetails) {
    super(problem.detail)
    this.name = 'ApiError'
    this.problem = problem
  }
}

/** For an answer that isn't a success: what the server said, or what its silence means. */
export function errorOf(status: number, answer: unknown): ApiError {
  const problem = ProblemDetails.safeParse(answer)
  if (problem.success) return new ApiError(problem.data)
  const detail = `The server answered ${status} without saying why. Try again in a moment.`
  return new ApiError({ type: 'about:blank', title: 'Unexpected answer', status, detail, code: 'unexpected_answer' })
}

/** For a request that got no answer. */
export function unreachable(): ApiError {
  const detail = 'The server can’t be reached. Check that Sluice is running, then try again.'
  return new ApiError({ type: 'about:blank', title: 'No answer', status: 0, detail, code: 'unreachable' })
}

/** What to show of any error: the detail for people, and the code where there is one. */
export function describeError(error: unknown): { detail: string; code: string | null; reference: string | null } {
  if (!(error instanceof ApiError)) {
    return {
      detail: 'The page could not work with what came back. Reload it, then try again.',
      code: null,
      reference: null,
    }
  }
  const { detail, code, reference, errors } = error.problem
  const places = (errors ?? []).map((place) => place.message).filter((message) => !detail.includes(message))
  return { detail: [detail, ...places.slice(0, 3)].join(' '), code, reference: reference ?? null }
}

/** Whether the server refused with this code. */
export const hasCode = (error: unknown, code: string) => error instanceof ApiError && error.problem.code === code
