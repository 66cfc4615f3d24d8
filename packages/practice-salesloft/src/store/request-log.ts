import { pathPattern, withoutQuery } from '../path-pattern.ts'
import type { LoggedRequest } from './logged-request.ts'
import type { RequestLines } from './request-lines.ts'

/** Which requests: `path` is a pattern as faults have it, matched against the path without its query. */
export type RequestFilter = { after?: number; method?: string; path?: string; status?: number }

const pageSize = 1_000
// Every line starts with these members in this order, so that most lines needn't be parsed to be left out.
const linePattern = /^\{"seq":(\d+),"at":"[^"]*","method":"([^"]*)","path":"((?:[^"\\]|\\.)*)","status":(\d+)/

/** The log of all requests. Lines are read when they are asked for; only their places are in memory. */
export class RequestLog {
  readonly #lines: RequestLines

  constructor(lines: RequestLines) {
    this.#lines = lines
  }

  get lastSeq(): number {
    return this.#lines.after + this.#lines.count
  }

  append(lines: readonly string[]): void {
    this.#lines.append(lines)
  }

  /** The chosen requests in order, as lines of JSON. */
  *lines(filter: RequestFilter = {}): Generator<string> {
    const matches = lineMatcher(filter)
    const first = Math.max(0, (filter.after ?? 0) - this.#lines.after)
    for (let from = first; from < this.#lines.count; from += pageSize) {
      for (const line of this.#lines.read(from, from + pageSize)) if (matches(line)) yield line
    }
  }

  *entries(filter: RequestFilter = {}): Generator<LoggedRequest> {
    for (const line of this.lines(filter)) yield parseLine(line)
  }

  count(filter: RequestFilter = {}): number {
    if (filter.after === undefined && isUnfiltered(filter)) return this.#lines.count
    let count = 0
    for (const _line of this.lines(filter)) count++
    return count
  }

  clear(after = this.lastSeq): void {
    this.#lines.clear(after)
  }

  close(): void {
    this.#lines.close()
  }
}

// The log reads back only what toLine wrote.
const parseLine = (line: string): LoggedRequest => JSON.parse(line)

/** The entry as a line: its members must come in the order of `LoggedRequest`, which `linePattern` relies on. */
export const toLine = (entry: LoggedRequest): string => JSON.stringify(entry)

const isUnfiltered = ({ method, path, status }: RequestFilter): boolean =>
  method === undefined && path === undefined && status === undefined

function lineMatcher(filter: RequestFilter): (line: string) => boolean {
  if (isUnfiltered(filter)) return () => true
  const path = filter.path === undefined ? undefined : pathPattern(filter.path)
  const method = filter.method?.toUpperCase()
  return (line) => {
    const [, , lineMethod, linePath = '', lineStatus] = linePattern.exec(line) ?? []
    if (method !== undefined && lineMethod !== method) return false
    if (filter.status !== undefined && Number(lineStatus) !== filter.status) return false
    return path === undefined || path.test(withoutQuery(linePath))
  }
}
