import type { MessagePort } from 'node:worker_threads'
import type { Problem } from '@sluice/schema'
import type { ErrorCode, ErrorExtra } from '../../errors.ts'
import type { FileFindings, FileReading, PackedChunk, ReadSettings } from '../read-file.ts'

/** The file's bytes cross in slots of this size: a message costs more than its bytes. */
export const slotBytes = 262_144
export const slotCount = 4
/** Chunks that may be on their way to the main thread. */
export const chunksAhead = 4

/**
 * What tells the reading thread to begin with a file: the file's bytes come through `slots`, a few pieces at a time,
 * and all that is said of it through `port`.
 */
export type Begin = ReadSettings & { readonly slots: SharedArrayBuffer; readonly port: MessagePort }

export type ToReader =
  | { readonly kind: 'piece'; readonly slot: number; readonly length: number }
  | { readonly kind: 'end' }
  | { readonly kind: 'taken' }

export type FromReader =
  | { readonly kind: 'free'; readonly slot: number }
  | { readonly kind: 'opened'; readonly options: FileReading['options'] }
  | { readonly kind: 'chunk'; readonly chunk: PackedChunk }
  | { readonly kind: 'done'; readonly findings: FileFindings }
  | {
      readonly kind: 'refused'
      readonly code: ErrorCode
      readonly message: string
      readonly problems: readonly Problem[]
      readonly extra: ErrorExtra
    }
