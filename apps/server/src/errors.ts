import type { Problem } from '@sluice/schema'

/** What each code answers over HTTP. A code is part of the interface: it may be added to, never given another meaning. */
export const statusOfCode = {
  // 400: not understood
  json_invalid: 400,
  json_forbidden_key: 400,
  cursor_invalid: 400,
  request_invalid: 400,
  // 403: not from here
  csrf: 403,
  loopback_only: 403,
  // 404
  not_found: 404,
  // 405 … 409: not now, not so
  request_timeout: 408,
  conflict: 409,
  version_stale: 409,
  destination_active: 409,
  credential_in_use: 409,
  nexset_in_use: 409,
  file_already_uploaded: 409,
  approval_required: 409,
  approval_stale: 409,
  idempotency_mismatch: 409,
  idempotency_in_progress: 409,
  idempotency_interrupted: 409,
  // 413, 415: too large, of another kind
  request_too_large: 413,
  upload_too_large: 413,
  unpacked_too_large: 413,
  too_many_parts: 413,
  content_type_unsupported: 415,
  charset_unsupported: 415,
  file_type_unsupported: 415,
  // 422: understood, and wrong
  invalid_request: 422,
  field_unknown: 422,
  field_missing: 422,
  type_mismatch: 422,
  out_of_range: 422,
  too_long: 422,
  too_many_items: 422,
  text_not_allowed: 422,
  name_invalid: 422,
  json_too_deep: 422,
  number_too_long: 422,
  secret_invalid: 422,
  secret_required: 422,
  secret_in_text: 422,
  url_not_allowed: 422,
  body_invalid: 422,
  lookup_failed: 422,
  test_send_impossible: 422,
  selection_empty: 422,
  undo_impossible: 409,
  file_empty: 422,
  gzip_invalid: 422,
  json_array_missing: 422,
  json_array_ambiguous: 422,
  options_misplaced: 422,
  encoding_invalid: 422,
  too_many_attributes: 422,
  attribute_name_invalid: 422,
  attribute_name_duplicate: 422,
  csv_quote_not_closed: 422,
  record_too_large: 422,
  record_not_object: 422,
  too_many_problems: 422,
  too_many_records: 422,
  // 429 … 507: not at this moment
  too_many_requests: 429,
  headers_too_large: 431,
  busy: 503,
  stopping: 503,
  storage_unavailable: 503,
  storage_quota: 507,
} as const satisfies Record<string, number>

export type ErrorCode = keyof typeof statusOfCode

/** What an error tells beyond its text: a line of the input, the limit that was passed, a wait in whole seconds. */
export type ErrorExtra = { readonly line?: number; readonly limit?: number; readonly retryAfterSeconds?: number }

/**
 * Something went wrong that a person can act on: `message` says what happened, to which thing, and what to do.
 * Anything else that is thrown is a bug, logged whole and answered without detail.
 */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly problems: readonly Problem[]
  readonly extra: ErrorExtra

  constructor(code: ErrorCode, message: string, problems: readonly Problem[] = [], extra: ErrorExtra = {}) {
    super(message)
    this.code = code
    this.problems = problems
    this.extra = extra
  }
}
