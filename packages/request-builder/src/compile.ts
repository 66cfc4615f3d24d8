import type { Attribute, Connector, Problem, RequestConfigInput } from '@sluice/schema'
import { compileAdvanced } from './compile-advanced.ts'
import { compileTemplate } from './compile-template.ts'
import { dateValues } from './macros.ts'
import { type Origins, readOrigins } from './origins.ts'
import type { RequestPlan } from './plan.ts'
import { checkExclusions } from './plan-exclusions.ts'

export type CompileInput = {
  connector: Connector
  /** The credential's base URL; a final slash is ignored. */
  baseUrl: string
  /** What is null, empty or false in it may be left out. */
  request: RequestConfigInput
  /** The Nexset's schema; only for warnings. */
  attributes?: readonly Attribute[]
  /** Origins that an owner has allowed beside the base URL. */
  outsideOrigins?: readonly string[]
  /** ISO 8601 UTC instant for date macros, which are unknown without it. */
  now?: string
}

export type Compiled = { ok: true; plan: RequestPlan; warnings: Problem[] } | { ok: false; problems: Problem[] }

/** What the parts of `compile` share: facts to work with, and where they put what they find. */
export type Compiling = {
  connector: Connector
  origins: Origins
  dates: ReadonlyMap<string, string>
  problems: Problem[]
  warnings: Problem[]
}

/**
 * Works out all that depends on the configuration alone, so that `build` costs little for each record. Names every
 * problem that it finds, with its path in the configuration and, in a text, its place. Never throws.
 */
export function compile(input: CompileInput): Compiled {
  const { connector, baseUrl, request, attributes, outsideOrigins = [], now } = input
  const problems: Problem[] = []
  const warnings: Problem[] = []
  const origins = readOrigins(baseUrl, outsideOrigins, problems)
  const compiling: Compiling = { connector, origins, dates: dateValues(now), problems, warnings }
  checkExclusions(request.excludeAttributes ?? [], attributes, compiling)
  const plan = request.mode === 'template' ? compileTemplate(request, compiling) : compileAdvanced(request, compiling)
  return plan === null || problems.length > 0 ? { ok: false, problems } : { ok: true, plan, warnings }
}
