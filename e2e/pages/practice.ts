import { parse } from '@sluice/json'
import { settings } from '../settings.ts'

/** What Practice Salesloft wrote down of a request. */
export type LoggedRequest = {
  method: string
  path: string
  status: number
  headers: Record<string, string>
  body: string
}

const url = `http://127.0.0.1:${settings.practicePort}`
const key = `ak_${'5a1e10f7'.repeat(8)}`

/** All requests to a path since the log was last emptied, in their order. */
export async function loggedRequests(path: string): Promise<LoggedRequest[]> {
  const query = new URLSearchParams({ path, format: 'ndjson' })
  const text = await (await fetch(`${url}/practice/requests?${query}`)).text()
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
}

export async function emptyLog(): Promise<void> {
  await fetch(`${url}/practice/requests`, { method: 'DELETE' })
}

/** Makes a bulk job, as another tool of the team might; its id. */
export async function makeBulkJob(name: string): Promise<number> {
  const answer = await fetch(`${url}/v2/bulk_jobs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ type: 'account/upsert', name }),
  })
  const { data } = JSON.parse(await answer.text())
  return data.id
}

/** The records that one logged request carried under `data`, digits kept. */
export const carried = (request: LoggedRequest) => Object(parse(request.body)).data
