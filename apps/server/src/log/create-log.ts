import { type Logger, pino } from 'pino'
import type { Config } from '../config.ts'
import type { SecretRegistry } from '../sending/secrets/secret-registry.ts'
import { describeError } from './describe-error.ts'

const hiddenFields = ['authorization', 'cookie', 'secret', 'password', 'token', 'headers', 'connectionString', 'body']
const hiddenPaths = hiddenFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`])

type Options = {
  readonly level: Config['logLevel']
  readonly secrets: SecretRegistry
  readonly write: (line: string) => void
}

/** The log: one JSON line an event, without secrets by name or by value, and without the values of records. */
export function createLog({ level, secrets, write }: Options): Logger {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: hiddenPaths, censor: '[hidden]' },
      serializers: { err: describeError },
    },
    { write: (line: string) => write(secrets.redact(line)) },
  )
}
