import type { BuiltRequest, ContentFormat } from '@sluice/schema'
import { unknownAttribute } from './check-record.ts'
import type { BatchPlan, RequestPlan } from './plan.ts'
import type { PreparedRecord } from './prepare.ts'

const contentTypes: Readonly<Record<ContentFormat, string>> = {
  json: 'application/json',
  xml: 'application/xml',
  form: 'application/x-www-form-urlencoded',
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
    warnings: records.flatMap((record) => [...record.warnings, ...unknownOf(plan, record, named)]),
  }
}

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

function headersOf(plan: RequestPlan, body: string | null, values: readonly string[]): [string, string][] {
  const headers: [string, string][] = [['accept', 'application/json']]
  if (body !== null && plan.format !== null) headers.push(['content-type', contentTypes[plan.format]])
  for (const [index, { name }] of plan.headers.entries()) headers.push([name, values[index] ?? ''])
  return headers
}

function unknownOf({ template }: RequestPlan, { unknown, seq }: PreparedRecord, named: Set<string>) {
  if (template === null || unknown.length === 0) return []
  const fresh = unknown.filter((attribute) => !named.has(attribute))
  for (const attribute of fresh) named.add(attribute)
  return fresh.map((attribute) => ({ ...unknownAttribute(template, attribute), seq }))
}
