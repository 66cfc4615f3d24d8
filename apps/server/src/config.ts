import { isAbsolute, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { StartError } from './start-error.ts'

/** The folder that the clone lies in: what a relative `SLUICE_DATA` starts from, wherever the command was typed. */
const rootFolder = fileURLToPath(new URL('../../..', import.meta.url))

const usualPort = 4400

const Port = z.coerce.number().int().min(0).max(65535)
const Amount = z.coerce.number().int().min(1)
const Switch = z.enum(['on', 'off']).transform((value) => value === 'on')
const Origins = z
  .string()
  .transform((text) => text.split(',').flatMap((item) => item.trim() || []))
  .pipe(z.array(z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin)))

/** Every setting, by its name in the environment. An empty one counts as absent. */
const Environment = z.object({
  SLUICE_HOST: z.enum(['127.0.0.1', '::1', 'localhost']).default('127.0.0.1'),
  SLUICE_PORT: Port.optional(),
  SLUICE_DATA: z.string().default('./data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  SLUICE_ROLE: z.enum(['all', 'api', 'worker']).default('all'),
  SLUICE_PRACTICE: Switch.default(true),
  SLUICE_PRACTICE_PORT: Port.default(4401),
  SLUICE_MASTER_KEY: z.base64().length(44).optional(),
  SLUICE_ALLOWED_ORIGINS: Origins.default([]),
  SLUICE_LOG: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  SLUICE_REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).default(1200),
  SLUICE_UPLOAD_BYTES: Amount.default(1024 ** 3),
  SLUICE_UNPACKED_BYTES: Amount.default(4 * 1024 ** 3),
  SLUICE_NEXSET_RECORDS: Amount.default(10_000_000),
  SLUICE_STORAGE_BYTES: Amount.default(50 * 1024 ** 3),
  SLUICE_PUSHES_PER_SECOND: Amount.default(50),
})

export type Config = {
  readonly host: string
  /** `undefined` for a worker that wasn't given one: it listens nowhere. */
  readonly port: number | undefined
  /** Absolute. */
  readonly dataFolder: string
  readonly databaseUrl: string | undefined
  readonly role: 'all' | 'api' | 'worker'
  /** Where Practice Salesloft listens on loopback; `undefined` when it is switched off. */
  readonly practicePort: number | undefined
  /** 32 bytes in base64; without it the key file of the data folder counts. */
  readonly masterKey: string | undefined
  /** Origins that the operator allows beside the connectors' own, as `new URL(…).origin` prints them. */
  readonly allowedOrigins: readonly string[]
  readonly logLevel: z.infer<typeof Environment>['SLUICE_LOG']
  readonly requestsPerMinute: number
  /** What a file may have, as it is sent and unpacked; what a Nexset and the workspace may hold. */
  readonly intake: {
    readonly fileBytes: number
    readonly unpackedBytes: number
    readonly nexsetRecords: number
    readonly storageBytes: number
  }
  /** How many requests a webhook takes. */
  readonly pushesPerSecond: number
}

/** Reads the settings. Throws a {@link StartError} that names each one that is wrong, without its value. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(given)
  if (!parsed.success) {
    const lines = parsed.error.issues.map(({ path, message }) => `  ${path[0]?.toString()}: ${message}`)
    throw new StartError(`These settings can’t be used:\n${lines.join('\n')}`)
  }
  const settings = parsed.data
  return {
    host: settings.SLUICE_HOST,
    port: settings.SLUICE_PORT ?? (settings.SLUICE_ROLE === 'worker' ? undefined : usualPort),
    dataFolder: isAbsolute(settings.SLUICE_DATA) ? settings.SLUICE_DATA : resolve(rootFolder, settings.SLUICE_DATA),
    databaseUrl: settings.DATABASE_URL,
    role: settings.SLUICE_ROLE,
    practicePort: settings.SLUICE_PRACTICE ? settings.SLUICE_PRACTICE_PORT : undefined,
    masterKey: settings.SLUICE_MASTER_KEY,
    allowedOrigins: settings.SLUICE_ALLOWED_ORIGINS,
    logLevel: settings.SLUICE_LOG,
    requestsPerMinute: settings.SLUICE_REQUESTS_PER_MINUTE,
    intake: {
      fileBytes: settings.SLUICE_UPLOAD_BYTES,
      unpackedBytes: settings.SLUICE_UNPACKED_BYTES,
      nexsetRecords: settings.SLUICE_NEXSET_RECORDS,
      storageBytes: settings.SLUICE_STORAGE_BYTES,
    },
    pushesPerSecond: settings.SLUICE_PUSHES_PER_SECOND,
  }
}
