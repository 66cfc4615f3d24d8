import type { createTestSend, TestSend } from '@sluice/schema'
import type { Kysely } from 'kysely'
import { validate as isUuid, v7 as uuid } from 'uuid'
import { z } from 'zod'
import type { Database } from '../database/tables.ts'
import { AppError } from '../errors.ts'
import { type CallTarget, readRequest } from '../sending/call-target.ts'
import { type AnswerClass, answerFacts, classifyAnswer } from '../sending/classify-answer.ts'
import type { StoredCredential } from '../store/credentials.ts'
import { sendOnce } from '../store/send-once.ts'
import type { StoredTestSend, TestSendFilter, TestSendStore } from '../store/test-sends.ts'
import type { CallLimit } from './call-limit.ts'
import type { CredentialService } from './credentials.ts'
import { fingerprintOf } from './fingerprint-of.ts'
import type { RequestSource } from './request-source.ts'
import { buildOne, checkConfirmation, withBody } from './test-send-request.ts'
import { undoCall } from './undo-call.ts'

export type TestSendService = ReturnType<typeof createTestSendService>

type Parts = {
  readonly db: Kysely<Database>
  readonly testSends: TestSendStore
  readonly source: RequestSource
  readonly credentials: Pick<CredentialService, 'open'>
  readonly call: CallTarget
  readonly callLimit: CallLimit
}

const person = 'local'

/** Real requests from samples, one at a time, and their history. */
export function createTestSendService({ db, testSends, source, credentials, call, callLimit }: Parts) {
  return {
    /** Sends the one request that the records make, with the edited body if there is one. */
    async send(input: z.infer<typeof createTestSend.schema.body>, key?: string): Promise<TestSend> {
      const id = await sendOnce(db, {
        once: key === undefined ? undefined : { scope: 'test send', key },
        answer: z.string(),
        fingerprint: fingerprintOf(input),
        act: () => send(input),
      })
      return view(await stored(id))
    },

    /** Newest first. */
    async list({ limit, ...filter }: TestSendFilter): Promise<{ items: TestSend[]; nextCursor: string | null }> {
      if (filter.before !== undefined && !isUuid(filter.before)) {
        throw new AppError('cursor_invalid', 'This cursor wasn’t given by Sluice.')
      }
      const found = await testSends.list({ ...filter, limit: limit + 1 })
      const items = found.slice(0, limit).map(view)
      return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null }
    },

    /** Removes what a test has made. */
    async undo(id: string): Promise<TestSend> {
      const found = await stored(id)
      if (!found.undo)
        throw new AppError(
          'undo_impossible',
          'There is nothing that Sluice could remove: this test made nothing, or its call can’t be undone.',
        )
      if (found.undo.isDone) throw new AppError('undo_impossible', 'What this test made was removed already.')
      if (!found.credentialId) throw new AppError('undo_impossible', 'The credential of this test was deleted.')
      const open = await credentials.open(found.credentialId)
      const { method, url } = found.undo
      if (new URL(url).origin !== open.origin) {
        throw new AppError(
          'undo_impossible',
          `The test was sent to ${new URL(url).origin}; its credential is for ${open.origin} now.`,
        )
      }
      const result = await callLimit.run(person, () => call(open, { ...readRequest(url), method }))
      // What is gone already is what was wanted.
      const judgement = classifyAnswer(
        { method, idAt: null, itemsAt: null, recordCount: 1, isRepeat: true },
        result,
        Date.now(),
      )
      if (judgement.kind !== 'sent')
        throw new AppError('undo_impossible', `It couldn’t be removed: ${judgement.reason}`)
      await testSends.markUndone(id)
      return view(await stored(id))
    },
  }

  /** Gives its id. */
  async function send(input: z.infer<typeof createTestSend.schema.body>): Promise<string> {
    const { connector, credential, plan } = await source.compile(input)
    const built = buildOne(plan, await source.records(input.nexsetId, input.seqs))
    const request = withBody(connector, input.request, built, input.body)
    checkConfirmation({ connector, config: input.request, request, confirm: input.confirm })
    const open = await credentials.open(credential.id)
    const id = uuid()
    const result = await callLimit.run(person, async () => {
      await testSends.begin({
        id,
        connector: connector.id,
        credentialId: credential.id,
        nexsetId: input.nexsetId,
        seqs: request.seqs,
        isEdited: request.body !== built.body,
        request,
        writtenAs: writtenAs(credential),
      })
      return call(open, request).catch(async (error: unknown) => {
        if (error instanceof AppError) await testSends.forget(id)
        throw error
      })
    })

    const facts = { ...answerFacts(connector, input.request), recordCount: request.seqs.length, isRepeat: false }
    const judgement = classifyAnswer(facts, result, Date.now())
    const response = result.kind === 'answered' ? result.answer : null
    const made = { id: judgement.kind === 'sent' ? judgement.salesloftId : null, answer: response?.body ?? '' }
    await testSends.end(id, {
      response,
      durationMs: result.durationMs,
      points: result.kind === 'answered' ? result.points : null,
      outcome: outcomeOf(judgement.kind),
      problem: judgement.reason,
      fieldErrors: [...judgement.fieldErrors],
      salesloftId: made.id,
      undo: undoCall(connector, credential.baseUrl, input.request, made),
    })
    return id
  }

  async function stored(id: string): Promise<StoredTestSend> {
    const found = await testSends.find(id)
    if (!found) throw new AppError('not_found', `There is no test send with id ${id}.`)
    return found
  }
}

function outcomeOf(kind: AnswerClass): TestSend['outcome'] {
  switch (kind) {
    case 'sent':
      return 'sent'
    case 'rejected':
    case 'mixed':
      return 'rejected'
    case 'in_doubt':
      return 'unknown'
    case 'credential':
    case 'budget':
    case 'transient':
    case 'not_sent':
    case 'configuration':
      return 'failed'
    default:
      return kind satisfies never
  }
}

function writtenAs({ check: { user, team } }: StoredCredential): string | null {
  if (!user) return null
  return team ? `${user.name} (${team.name})` : user.name
}

function view({ connector: _connector, credentialId: _credential, at, undo, ...sent }: StoredTestSend): TestSend {
  const path = undo && new URL(undo.url).pathname
  return {
    ...sent,
    at: at.toISOString(),
    undo: undo && path !== null ? { method: undo.method, path, done: undo.isDone } : null,
  }
}
