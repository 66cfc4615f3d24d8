import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Answer, jsonType } from '../server/answer.ts'
import type { RequestLog } from '../store/request-log.ts'
import { type Control, filterOf, numberIn, wantsLines } from './control-request.ts'

const usualLimit = 100
const mostAtOnce = 1_000

/**
 * The log in pages of JSON `{ requests, next }` (`next` is the `after` of the next page, null at the end),
 * or all of it as a stream of lines.
 */
export function listRequests(log: RequestLog, control: Control): Answer | null {
  const filter = filterOf(control.query)
  const limit = numberIn(control.query, 'limit')
  if (wantsLines(control)) {
    stream(log.lines(filter).take(limit ?? Number.POSITIVE_INFINITY), control)
    return null
  }
  const wanted = Math.min(limit ?? usualLimit, mostAtOnce)
  const lines = [...log.lines(filter).take(wanted + 1)]
  const page = lines.slice(0, wanted)
  const last = /^\{"seq":(\d+)/.exec(page.at(-1) ?? '')?.[1] ?? null
  const next = lines.length > wanted ? last : null
  return { status: 200, headers: { 'content-type': jsonType }, body: `{"requests":[${page.join(',')}],"next":${next}}` }
}

/** Writes lines as they are read. A client that goes away ends it. */
function stream(lines: Iterable<string>, { response }: Control): void {
  response.writeHead(200, { 'content-type': 'application/x-ndjson' })
  pipeline(Readable.from(inBlocks(lines)), response).catch(() => response.destroy())
}

function* inBlocks(lines: Iterable<string>): Generator<string> {
  let block: string[] = []
  for (const line of lines) {
    block.push(line)
    if (block.length < mostAtOnce) continue
    yield `${block.join('\n')}\n`
    block = []
  }
  if (block.length > 0) yield `${block.join('\n')}\n`
}
