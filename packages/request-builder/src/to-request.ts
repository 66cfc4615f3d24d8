import type { BuiltRequest, ContentFormat, Problem } from '@sluice/schema'
import { unknownAttribute } from './check-record.ts'
import type { BatchPlan, RequestPlan } from './plan.ts'
import type { PreparedRecord } from './prepare.ts'

type Headers = BuiltRequest['headers']

const headersWithoutBody: Headers = [['accept', 'application/json']]
const headersWithBody: Readonly<Record<ContentFormat, Headers>> = {
  json: [...headersWithoutBody, ['content-type', 'application/json']],
  xml: [...headersWithoutBody, ['content-type', 'application/xml']],
  form: [...headersWithoutBody, ['content-type', 'application/x-www-form-urlencoded']],
}

/** The request that carries these records. Attributes that it is the first to name are added to `named`. */
export function toRequest(plan: RequestPlan, records: readonly PreparedRecord[], named: Set<string>): BuiltRequest {
  const [first] = records
  const body = bodyOf(plan, records)
  return {
    method: plan.method,
    url: first?.url ?? '',
    headers: headersOf(plan, body, first?.headers ?? []),
    body,
    seqs: records.map((record) => record.seq),
    keys: records.map((record) => record.key),
    warnings: records.some(isRemarkable)
      ? records.flatMap((record) => [...record.warnings, ...unknownOf(plan, record, named)])
      : none,
  }
}

/** Requests share what is the same in all of them. */
const none: readonly Problem[] = []

const isRemarkable = ({ warnings, unknown }: PreparedRecord) => warnings.length > 0 || unknown.length > 0

function bodyOf({ batch, format }: RequestPlan, records: readonly PreparedRecord[]): string | null {
  if (batch === null || format === null) return records[0]?.text ?? null
  return records
    .map(({ text }, index) => enclosed(text ?? '', batch, index === 0, index === records.length - 1))
    .join(',')
}

/** Brackets join their records before these are joined: so the body, which may be large, is put together once. */
function enclosed(text: string, { open, close }: BatchPlan, isFirst: boolean, isLast: boolean): string {
  return isFirst || isLast ? `${isFirst ? open : ''}${text}${isLast ? close : ''}` : text
}

function headersOf(plan: RequestPlan, body: string | null, values: readonly string[]): Headers {
  const own = body === null || plan.format === null ? headersWithoutBody : headersWithBody[plan.format]
  if (plan.headers.length === 0) return own
  return [...own, ...plan.headers.map(({ name }, index): [string, string] => [name, values[index] ?? ''])]
}

function unknownOf({ template }: RequestPlan, { unknown, seq }: PreparedRecord, named: Set<string>) {
  if (template === null || unknown.length === 0) return []
  const fresh = unknown.filter((attribute) => !named.has(attribute))
  for (const attribute of fresh) named.add(attribute)
  return fresh.map((attribute) => ({ ...unknownAttribute(template, attribute), seq }))
}
