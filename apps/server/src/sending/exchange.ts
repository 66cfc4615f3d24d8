import type { Answer } from '@sluice/schema'
import type { Dispatcher } from 'undici'
import type { Waits } from '../waits.ts'
import { type AnswerBody, type AnswerText, createAnswerBody } from './answer-body.ts'
import { ConnectFailure } from './guarded-connector.ts'
import { onAbort } from './on-abort.ts'
import type { InDoubtCode, NotSentCode } from './send-result.ts'

export type ExchangeResult =
  | { readonly kind: 'answered'; readonly answer: Answer }
  | { readonly kind: 'not_sent'; readonly code: NotSentCode; readonly problem: string }
  | { readonly kind: 'in_doubt'; readonly code: InDoubtCode; readonly problem: string }

export type ExchangeBounds = {
  readonly waits: Pick<Waits, 'exchangeMs'>
  readonly sendBy?: number | undefined
  readonly signal?: AbortSignal | undefined
}

const sendByPassed = 'The request was not sent: it had waited too long for a connection.'
const stoppedBefore = 'The request was not sent: the work was stopped before.'
const stoppedAfter = 'The work was stopped after the request was sent and before its answer came.'
const tookTooLong = 'The answer took too long.'
const brokeOff = 'The connection broke off after the request was sent and before its answer came.'
const notHttp = 'The answer isn’t HTTP as Sluice can read it.'

/** What an answer's headers leave out: cookies are ignored, and kept nowhere. */
const droppedHeaders = new Set(['set-cookie', 'set-cookie2'])

/**
 * One attempt, as undici tells of it. undici calls `onRequestStart` right before it writes the first byte, so what
 * fails before is surely not sent, and what fails after may have been received. Settles exactly once.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly result: Promise<ExchangeResult>
  readonly #settle: (result: ExchangeResult) => void
  readonly #bounds: ExchangeBounds
  #controller: Dispatcher.DispatchController | null = null
  #isDone = false
  #timer: NodeJS.Timeout | undefined
  #forgetSignal: (() => void) | undefined
  #answer: Omit<Answer, 'body' | 'isCut'> | null = null
  #body: AnswerBody | null = null

  constructor(bounds: ExchangeBounds) {
    const { promise, resolve } = Promise.withResolvers<ExchangeResult>()
    this.result = promise
    this.#settle = resolve
    this.#bounds = bounds
    if (bounds.signal?.aborted) this.#stop()
    else if (bounds.signal) this.#forgetSignal = onAbort(bounds.signal, () => this.#stop())
  }

  get isDone(): boolean {
    return this.#isDone
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    const { sendBy, waits } = this.#bounds
    if (!this.#isDone && this.#controller) this.#break('connection_lost', brokeOff)
    if (!this.#isDone && sendBy !== undefined && performance.now() > sendBy) {
      this.#finish({ kind: 'not_sent', code: 'send_by_passed', problem: sendByPassed })
    }
    if (this.#isDone) {
      controller.abort(new Error('not wanted any more'))
      return
    }
    this.#controller = controller
    this.#timer = setTimeout(() => this.#break('timeout', tookTooLong), waits.exchangeMs)
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, _headers: unknown, statusText = ''): void {
    if (status < 200 || this.#isDone) return
    const headers = readHeaders(controller.rawHeaders)
    this.#answer = { status, statusText, headers }
    this.#body = createAnswerBody(encodingOf(headers))
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#body && !this.#isDone && !this.#body.add(chunk)) this.#complete(false)
  }

  onResponseEnd(): void {
    this.#complete(true)
  }

  onResponseError(_controller: unknown, error: Error): void {
    if (this.#isDone) return
    if (error instanceof ConnectFailure) {
      this.#finish({ kind: 'not_sent', code: error.code, problem: error.message })
    } else if (this.#controller === null) {
      const isInvalid = 'code' in error && error.code === 'UND_ERR_INVALID_ARG'
      this.#finish({
        kind: 'not_sent',
        code: isInvalid ? 'request_invalid' : 'connect_failed',
        problem: `The request can’t be sent: ${error.message}.`,
      })
    } else {
      this.#break(...reasonOf(error))
    }
  }

  #stop(): void {
    if (this.#controller) this.#break('stopped', stoppedAfter)
    else this.#finish({ kind: 'not_sent', code: 'stopped', problem: stoppedBefore })
  }

  /** Ends what was begun: the outcome follows the status if it came, however much of the body did. */
  #break(code: InDoubtCode, problem: string): void {
    if (this.#isDone) return
    if (this.#answer) this.#complete(false)
    else this.#finish({ kind: 'in_doubt', code, problem })
  }

  #complete(isWhole: boolean): void {
    const answer = this.#answer
    const body = this.#body
    if (this.#isDone || !answer || !body) return
    this.#close(isWhole)
    const settle = ({ text, isCut }: AnswerText) =>
      this.#settle({ kind: 'answered', answer: { ...answer, body: text, isCut } })
    const ended = body.end(isWhole)
    if (ended instanceof Promise) void ended.then(settle)
    else settle(ended)
  }

  #finish(result: ExchangeResult): void {
    if (this.#isDone) return
    this.#close(false)
    this.#settle(result)
  }

  /** From here on nothing changes the result; what is still under way on the connection is cut. */
  #close(isWhole: boolean): void {
    this.#isDone = true
    clearTimeout(this.#timer)
    this.#forgetSignal?.()
    if (!isWhole) this.#controller?.abort(new Error('not wanted any more'))
  }
}

function reasonOf(error: Error): [InDoubtCode, string] {
  const code = 'code' in error ? error.code : ''
  switch (code) {
    case 'UND_ERR_HEADERS_TIMEOUT':
    case 'UND_ERR_BODY_TIMEOUT':
      return ['timeout', tookTooLong]
    case 'UND_ERR_HEADERS_OVERFLOW':
    case 'HPE_HEADER_OVERFLOW':
      return ['answer_broken', 'The answer’s headers are longer than 64 KiB.']
    default:
      return error.name === 'HTTPParserError' ? ['answer_broken', notHttp] : ['connection_lost', brokeOff]
  }
}

function readHeaders(raw: Dispatcher.DispatchController['rawHeaders']): [string, string][] {
  if (!Array.isArray(raw)) return []
  const headers: [string, string][] = []
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = toLatin1(raw[index]).toLowerCase()
    if (!droppedHeaders.has(name)) headers.push([name, toLatin1(raw[index + 1])])
  }
  return headers
}

/** Of several headers all are told, and then none can be read. */
function encodingOf(headers: readonly (readonly [string, string])[]): string {
  let encoding = ''
  for (const [name, value] of headers)
    if (name === 'content-encoding') encoding = encoding === '' ? value : `${encoding},${value}`
  return encoding
}

const toLatin1 = (value: Buffer | string | undefined): string =>
  typeof value === 'string' ? value : (value?.toString('latin1') ?? '')
