import type { RequestConfigInput } from '@sluice/schema'

type Account = Record<string, unknown>

/** A way to send accounts, for Sluice (`request`) and written by hand (`path`, `bodyOf`). */
export type Kind = {
  readonly name: string
  readonly recordsPerCall: number
  request(baseUrl: string): RequestConfigInput
  readonly path: string
  bodyOf(records: readonly Account[]): string
}

const oneByOne: Kind = {
  name: 'one by one',
  recordsPerCall: 1,
  request: () => ({ mode: 'template', template: 'accounts.upsert' }),
  path: '/v2/account_upserts',
  bodyOf: ([account]) => JSON.stringify({ ...account, owner_id: Number(account?.owner_id), upsert_key: 'domain' }),
}

const batches: Kind = {
  name: 'batches of 100',
  recordsPerCall: 100,
  request: (baseUrl) => ({
    mode: 'advanced',
    method: 'POST',
    contentFormat: 'json',
    url: `${baseUrl}/v2/bulk_jobs/77/job_data`,
    batch: { size: 100, grouping: 'array-under-key', key: 'data' },
  }),
  path: '/v2/bulk_jobs/77/job_data',
  bodyOf: (accounts) => JSON.stringify({ data: accounts }),
}

export const kinds = { oneByOne, batches } as const
