import {
  build,
  confirmationOf,
  irreversibleCall,
  irreversibleRequest,
  type RequestPlan,
  withEditedBody,
} from '@sluice/request-builder'
import type { BuiltRequest, Connector, RequestConfig, SourceRecord } from '@sluice/schema'
import { AppError } from '../errors.ts'
import { checkEditedBody } from './edited-body.ts'

/** The one request that the records make; refused when they make none, or more than one. */
export function buildOne(plan: RequestPlan, records: readonly SourceRecord[]): BuiltRequest {
  const steps = [...build(plan, records)]
  const invalid = steps.flatMap((step) => (step.kind === 'invalid' ? step : []))
  const requests = steps.flatMap((step) => (step.kind === 'request' ? step.request : []))
  const problems = invalid.flatMap(({ seq, problems: own }) => own.map((problem) => ({ ...problem, seq })))
  if (problems.length > 0) {
    const which = invalid.length === 1 ? `Record ${invalid[0]?.seq} makes` : `${invalid.length} of the records make`
    throw new AppError('test_send_impossible', `${which} no request: ${problems[0]?.message}`, problems)
  }
  const [only] = requests
  if (only && requests.length === 1) return only
  throw new AppError(
    'test_send_impossible',
    `These records make ${requests.length} requests. A test sends exactly one: choose one record, or the records of one batch.`,
  )
}

/** The request with the body that a person has edited in its place. */
export function withBody(
  connector: Connector,
  config: RequestConfig,
  request: BuiltRequest,
  body: string | undefined,
): BuiltRequest {
  if (body === undefined) return request
  const contentType = request.headers.find(([name]) => name === 'content-type')?.[1] ?? null
  checkEditedBody(body, contentType)
  return withEditedBody(connector, config, request, body)
}

type Confirmable = {
  readonly connector: Connector
  readonly config: RequestConfig
  readonly request: BuiltRequest
  readonly confirm: { readonly name: string; readonly count: number } | undefined
}

/** What can't be undone is sent only with the confirmation that names the record and the count. */
export function checkConfirmation({ connector, config, request, confirm }: Confirmable): void {
  const says = irreversibleRequest(connector, config)?.says ?? irreversibleCall(connector, request)
  if (says === null) return
  const name = confirmationOf(request)
  const count = request.seqs.length
  if (confirm?.name.trim() === name && confirm.count === count) return
  throw new AppError(
    'approval_required',
    `This test is real and can’t be undone. ${says} To send it, confirm with “${name}” and the number of records, ${count}.`,
  )
}
