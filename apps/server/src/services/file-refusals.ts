import { AppError } from '../errors.ts'
import type { IngestLimits } from '../ingest/limits.ts'

export function tooManyRecords(limits: IngestLimits): AppError {
  const message = `A Nexset holds at most ${limits.nexsetRecords} records. Put these into another one.`
  return new AppError('too_many_records', message, [], { limit: limits.nexsetRecords })
}

export function storageQuota(limits: IngestLimits): AppError {
  const message = `The Nexsets may take ${limits.storageBytes} bytes on disk, and that is used up. Delete one that isn’t needed.`
  return new AppError('storage_quota', message, [], { limit: limits.storageBytes })
}

const timeInUtc = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })

export function alreadyUploaded(earlier: { fileName: string; at: string }): AppError {
  return new AppError(
    'file_already_uploaded',
    `This Nexset has the records of this file already: “${earlier.fileName}” came on ${timeInUtc.format(new Date(earlier.at))} UTC. Nothing was added. Add it again only if its records are to be there twice.`,
  )
}
