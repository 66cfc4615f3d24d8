import type { PracticeSalesloft } from '../src/practice-salesloft.ts'

export type Reply = { status: number; headers: Headers; body: unknown }

/** Talks to a Practice Salesloft over HTTP as a client of Salesloft would, with its key or another one. */
export function clientOf({ url, apiKey }: Pick<PracticeSalesloft, 'url' | 'apiKey'>, key = apiKey) {
  const send = async (method: string, path: string, body?: unknown): Promise<Reply> => {
    const headers = {
      authorization: `Bearer ${key}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    }
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }
    const response = await fetch(`${url}${path}`, init)
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text === '' ? null : parsed(text) }
  }
  return {
    get: (path: string) => send('GET', path),
    post: (path: string, body?: unknown) => send('POST', path, body),
    put: (path: string, body: unknown) => send('PUT', path, body),
    delete: (path: string) => send('DELETE', path),
  }
}

/** The status and body of a reply, which is what most tests compare. */
export const plain = ({ status, body }: Reply) => ({ status, body })

/** What is at a dotted path in a reply's body. */
export function at(reply: Reply, path: string): unknown {
  let value: unknown = reply.body
  for (const name of path.split('.'))
    value = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
  return value
}

/** The ids in a list's answer, in order. */
export function idsIn(reply: Reply): unknown[] {
  const data = at(reply, 'data')
  return Array.isArray(data) ? data.map((item) => Reflect.get(item, 'id')) : []
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
