import type { PracticeSalesloft } from '@sluice/practice-salesloft'
import type { RequestConfigInput } from '@sluice/schema'
import type { Random } from './random.ts'

export type LoggedRequest = ReturnType<PracticeSalesloft['requests']>[number]
export type JsonRecord = Record<string, string | number>

/** What one destination sends, and how its requests are recognised in the log of the practice server. */
export type Workload = {
  readonly name: string
  /** What may be done after doubt. */
  readonly repeat: 'safe' | 'lookup' | 'never'
  readonly request: RequestConfigInput
  readonly isIrreversible: boolean
  /** Records in order: the first has seq 1. */
  readonly records: readonly JsonRecord[]
  /** The seq of the record that a request carried; undefined for requests that aren't of this destination. */
  seqOf(request: LoggedRequest): number | undefined
  /** What a record writes, where requests with the same target must keep their order; null without. */
  targetOf(seq: number): string | null
}

/** Accounts by upsert: safe to repeat. Every fifth writes to an account that an earlier one wrote to. */
export function upserts(count: number, random: Random): Workload {
  const domains: string[] = []
  for (let seq = 1; seq <= count; seq += 1) {
    const earlier = domains[random.between(0, Math.max(0, seq - 2))]
    domains.push(seq % 5 === 0 && earlier ? earlier : `safe-${seq}.example.org`)
  }
  return {
    name: 'upsert (safe)',
    repeat: 'safe',
    request: { mode: 'template', template: 'accounts.upsert' },
    isIrreversible: false,
    records: domains.map((domain, index) => ({ name: `Safe ${index + 1}`, domain })),
    seqOf: (request) => numberedBy(request, 'POST', '/v2/account_upserts', 'Safe'),
    targetOf: (seq) => domains[seq - 1] ?? null,
  }
}

/** Accounts by create: looked up by their domain after doubt. */
export function creates(count: number): Workload {
  return {
    name: 'create (look-up)',
    repeat: 'lookup',
    request: { mode: 'template', template: 'accounts.create' },
    isIrreversible: false,
    records: numbers(count).map((seq) => ({ name: `Made ${seq}`, domain: domainOfCreated(seq) })),
    seqOf: (request) => numberedBy(request, 'POST', '/v2/accounts', 'Made'),
    targetOf: domainOfCreated,
  }
}

export const domainOfCreated = (seq: number): string => `made-${seq}.example.org`

/** Bulk jobs: they can be neither repeated nor looked up. */
export function jobs(count: number): Workload {
  return {
    name: 'bulk job (never)',
    repeat: 'never',
    request: { mode: 'template', template: 'bulk_jobs.create' },
    isIrreversible: false,
    records: numbers(count).map((seq) => ({ type: 'person/upsert', name: `Job ${seq}` })),
    seqOf: (request) => numberedBy(request, 'POST', '/v2/bulk_jobs', 'Job'),
    targetOf: () => null,
  }
}

/** Deletes of accounts with these ids: safe to repeat, and only with the typed name and count. */
export function deletes(ids: readonly number[]): Workload {
  const seqs = new Map(ids.map((id, index) => [`/v2/accounts/${id}`, index + 1]))
  return {
    name: 'delete (approved)',
    repeat: 'safe',
    request: {
      mode: 'template',
      template: 'accounts.delete',
      params: { account_id: { from: 'attribute', attribute: 'id' } },
    },
    isIrreversible: true,
    records: ids.map((id) => ({ id })),
    seqOf: ({ method, path }) => (method === 'DELETE' ? seqs.get(path) : undefined),
    targetOf: (seq) => String(ids[seq - 1]),
  }
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1)

function numberedBy({ method, path, body }: LoggedRequest, ofMethod: string, ofPath: string, word: string) {
  if (method !== ofMethod || path !== ofPath) return undefined
  const number = new RegExp(`"name":"${word} (\\d+)"`).exec(body)?.[1]
  return number === undefined ? undefined : Number(number)
}
