import type { Problem, SourceRecord } from '@sluice/schema'
import { without } from './attribute-path.ts'
import type { Findings } from './check-field.ts'
import { fillHeaders } from './fill-headers.ts'
import { fillUrl } from './fill-url.ts'
import { limits } from './limits.ts'
import type { RequestPlan } from './plan.ts'
import { recordBody } from './record-body.ts'
import { utf8Length } from './utf8-length.ts'

/** A record that is ready to go out, alone or in a batch. */
export type PreparedRecord = {
  kind: 'ready'
  seq: number
  url: string
  /** Values of the configured headers. */
  headers: readonly string[]
  text: string | null
  key: string | null
  warnings: readonly Problem[]
  /** Attributes that the template doesn't know, where they haven't been named yet. */
  unknown: readonly string[]
}

export type InvalidRecord = { kind: 'invalid'; seq: number; problems: Problem[] }

/** Makes of one record what the plan says, or names every problem that keeps it from going out. */
export function prepare(
  plan: RequestPlan,
  { seq, data }: SourceRecord,
  named: ReadonlySet<string>,
): PreparedRecord | InvalidRecord {
  const findings: Findings = { problems: [], warnings: [] }
  const { problems, warnings } = findings
  const headers = fillHeaders(plan.headers, data, problems)
  const { text, query, key, unknown } = recordBody(plan, data, without(data, plan.exclusions), findings, named)
  const url = fillUrl(plan.url, data, query, problems)
  if (text !== null && !fits(text, plan.batch?.bytes ?? 0)) {
    const message = `This record’s body has more than ${limits.bodyBytes} bytes, the most that one request may carry.`
    problems.push({ code: 'body_too_large', message })
  }
  if (url === null || problems.length > 0) return { kind: 'invalid', seq, problems: distinct(problems, seq) }
  const ofRecord = warnings.length === 0 ? warnings : warnings.map((warning) => ({ ...warning, seq }))
  return { kind: 'ready', seq, url, headers, text, key, warnings: ofRecord, unknown }
}

function fits(text: string, enclosing: number): boolean {
  // A UTF-16 code unit is three bytes at most: most bodies needn't be counted.
  return text.length * 3 + enclosing <= limits.bodyBytes || utf8Length(text) + enclosing <= limits.bodyBytes
}

/** Each problem once: the same macro may stand in several places of a text. */
function distinct(problems: readonly Problem[], seq: number): Problem[] {
  const byText = new Map(problems.map((problem) => [JSON.stringify(problem), { ...problem, seq }]))
  return [...byText.values()]
}
