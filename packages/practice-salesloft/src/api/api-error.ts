import type { JsonObject } from '../store/json.ts'

export type FieldErrors = Record<string, string[]>

/** An answer other than success; handlers throw it before they change anything. */
export class ApiError extends Error {
  readonly status: number
  readonly body: JsonObject

  constructor(status: number, body: JsonObject) {
    super(JSON.stringify(body))
    this.status = status
    this.body = body
  }
}

/** 422 with messages by field. */
export const invalid = (errors: FieldErrors): ApiError => new ApiError(422, { errors })

export const notFound = (what = 'Resource'): ApiError => new ApiError(404, { error: `${what} not found` })

export const forbidden = (error: string): ApiError => new ApiError(403, { error })

/** Collects what is wrong with the fields of one request, so that all of it is said at once. */
export class Problems {
  readonly errors: FieldErrors = {}

  add(field: string, message: string): void {
    const messages = this.errors[field]
    if (messages) messages.push(message)
    else this.errors[field] = [message]
  }

  throwIfAny(): void {
    if (Object.keys(this.errors).length > 0) throw invalid(this.errors)
  }
}
