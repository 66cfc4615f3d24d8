import { parse } from '@sluice/json'
import type { Contract } from '@sluice/schema'
import type { z } from 'zod'
import { errorOf, unreachable } from './api-error.ts'

type Part<C extends Contract, Name extends 'params' | 'querystring' | 'body'> = C['schema'] extends {
  [Key in Name]: infer Schema extends z.ZodType
}
  ? Schema
  : never
type Success = 200 | 201 | 202 | 204

/** What an endpoint takes: `params`, `query` (all optional), `body`, or `form` for a multipart one. */
export type Input<C extends Contract> = ([Part<C, 'params'>] extends [never]
  ? { params?: undefined }
  : { params: z.output<Part<C, 'params'>> }) &
  ([Part<C, 'querystring'>] extends [never]
    ? { query?: undefined }
    : { query?: Partial<z.output<Part<C, 'querystring'>>> }) &
  ([Part<C, 'body'>] extends [never] ? { body?: undefined; form?: FormData } : { body: z.input<Part<C, 'body'>> })

/** What an endpoint answers when it succeeds. */
export type Answer<C extends Contract> = {
  [Status in keyof C['schema']['response'] & Success]: z.output<C['schema']['response'][Status] & z.ZodType>
}[keyof C['schema']['response'] & Success]

/**
 * Calls an endpoint of the API by its contract and reads its answer by the same; numbers of records keep their digits.
 * Throws an `ApiError` for every refusal and when no answer came.
 */
export async function call<C extends Contract>(contract: C, input: Input<C>, signal?: AbortSignal): Promise<Answer<C>> {
  const { body, form } = { body: undefined, form: undefined, ...input }
  let status: number
  let text: string
  try {
    const response = await fetch(urlOf(contract, input), {
      method: contract.method,
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? form : JSON.stringify(body),
      signal,
    })
    status = response.status
    text = await response.text()
  } catch (error) {
    if (signal?.aborted) throw error
    throw unreachable()
  }
  return readAnswer(contract, status, text)
}

/** The address of an endpoint for these parameters. */
export function urlOf(contract: Contract, input: { params?: unknown; query?: unknown }): string {
  const params = new Map(entriesOf(input.params))
  const path = contract.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params.get(name))))
  const query = new URLSearchParams()
  for (const [name, value] of entriesOf(input.query)) {
    if (value !== undefined && value !== '') query.set(name, String(value))
  }
  return query.size > 0 ? `${path}?${query}` : path
}

/** Reads an answer's text by the contract; throws an `ApiError` unless it is a success. */
export function readAnswer<C extends Contract>(contract: C, status: number, text: string): Answer<C> {
  const value = text === '' ? undefined : readJson(text)
  const schema = contract.schema.response[status]
  if (status < 200 || status > 299 || !schema) throw errorOf(status, value)
  return schema.parse(value) as Answer<C>
}

const entriesOf = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : []

function readJson(text: string): unknown {
  try {
    return parse(text)
  } catch {
    return text
  }
}
