import { compile, type RequestPlan } from '@sluice/request-builder'
import type { Attribute, Connector, Problem, RequestConfig } from '@sluice/schema'
import { AppError } from '../errors.ts'

type Input = {
  readonly connector: Connector
  readonly baseUrl: string
  readonly request: RequestConfig
  readonly attributes: readonly Attribute[]
  readonly outsideOrigins: readonly string[]
}

/** The plan of a configuration as it is now; refused with every problem, and where in the configuration it is. */
export function compileRequest(input: Input): { plan: RequestPlan; warnings: Problem[] } {
  const compiled = compile({ ...input, now: new Date().toISOString() })
  if (compiled.ok) return compiled
  const problems = compiled.problems.map((problem) => ({
    ...problem,
    path: problem.path === undefined ? 'request' : `request.${problem.path}`,
  }))
  const unsafe = problems.find(({ code }) => code === 'url_not_allowed' || code === 'secret_in_text')
  const told = unsafe ?? problems[0]
  throw new AppError(
    // What is refused for safety keeps its own code.
    unsafe?.code === 'url_not_allowed' || unsafe?.code === 'secret_in_text' ? unsafe.code : 'invalid_request',
    `The request can’t be made as configured. ${told?.message ?? ''}`.trim(),
    problems,
  )
}
