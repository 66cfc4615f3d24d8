import { salesloft } from '@sluice/connectors'
import type { Answer } from '@sluice/schema'
import { expect, it } from 'vitest'
import { type AnswerFacts, answerFacts, classifyAnswer } from './classify-answer.ts'
import type { SendResult } from './send-result.ts'

const now = Date.parse('2026-03-07T04:00:00Z')

const answered = (status: number, body = '', more: Partial<Answer> = {}): SendResult => ({
  kind: 'answered',
  answer: { status, statusText: '', headers: [], body, isCut: false, ...more },
  durationMs: 1,
  points: null,
  remaining: null,
})
const create: AnswerFacts = { method: 'POST', idAt: 'data.id', itemsAt: null, recordCount: 1, isRepeat: false }
const judge = (result: SendResult, facts: Partial<AnswerFacts> = {}) =>
  classifyAnswer({ ...create, ...facts }, result, now)

it.each([
  [200, 'sent'],
  [201, 'sent'],
  [204, 'sent'],
  [299, 'sent'],
  [300, 'configuration'],
  [301, 'configuration'],
  [302, 'configuration'],
  [307, 'configuration'],
  [308, 'configuration'],
  [400, 'rejected'],
  [401, 'credential'],
  [402, 'rejected'],
  [403, 'rejected'],
  [404, 'rejected'],
  [405, 'rejected'],
  [408, 'transient'],
  [409, 'rejected'],
  [410, 'rejected'],
  [413, 'rejected'],
  [415, 'rejected'],
  [418, 'rejected'],
  [422, 'rejected'],
  [425, 'transient'],
  [429, 'budget'],
  [431, 'rejected'],
  [499, 'rejected'],
  [500, 'in_doubt'],
  [501, 'in_doubt'],
  [502, 'in_doubt'],
  [503, 'transient'],
  [504, 'in_doubt'],
  [520, 'in_doubt'],
  [599, 'in_doubt'],
])('judges %i as %s', (status, kind) => {
  expect(judge(answered(status)).kind).toBe(kind)
})

it('takes the id out, to the last digit', () => {
  const ids = [
    '{"data":{"id":7}}',
    '{"data":{"id":9007199254740993}}',
    '{"data":{"id":"x-1"}}',
    '{"data":{}}',
    '[]',
    'no',
    '',
  ]
  expect(ids.map((body) => judge(answered(200, body)).salesloftId)).toEqual([
    '7',
    '9007199254740993',
    'x-1',
    null,
    null,
    null,
    null,
  ])
  const upsert = answerFacts(salesloft, {
    mode: 'template',
    template: 'accounts.upsert',
    params: {},
    options: {},
    fields: null,
    excludeAttributes: [],
    sendInvalid: false,
    batch: null,
  })
  expect(
    classifyAnswer(
      { ...upsert, recordCount: 1, isRepeat: false },
      answered(200, '{"data":{"upsert_type":"create","account":{"id":5}}}'),
      now,
    ),
  ).toEqual({
    kind: 'sent',
    status: 200,
    code: null,
    reason: null,
    fieldErrors: [],
    salesloftId: '5',
    note: null,
    retryAfterMs: null,
    items: [],
  })
})

it('doubts a success that breaks off before the id that only it can tell', () => {
  const cut = answered(200, '{"data":{"i', { isCut: true })
  expect([judge(cut).kind, judge(cut, { method: 'PUT' }).kind, judge(cut, { idAt: null }).kind]).toEqual([
    'in_doubt',
    'sent',
    'sent',
  ])
})

it.each([
  [
    '{"errors":{"domain":["is already taken","is odd"],"name":["is required"]}}',
    'domain is already taken; domain is odd; name is required',
    [
      { field: 'domain', message: 'is already taken' },
      { field: 'domain', message: 'is odd' },
      { field: 'name', message: 'is required' },
    ],
  ],
  ['{"errors":["first","second"]}', 'first; second', []],
  ['{"errors":{},"error":"No such thing"}', 'No such thing', []],
  ['{"status":400,"error":"bad"}', 'bad', []],
  ['{"error":{"message":"deep","code":7}}', 'deep; code 7', []],
  ['<h1>Oops</h1>', '<h1>Oops</h1>', []],
  ['', 'The answer was 422, without a word.', []],
])('reads the words of %s', (body, reason, fieldErrors) => {
  expect(judge(answered(422, body))).toEqual({
    kind: 'rejected',
    status: 422,
    code: 'http_422',
    reason,
    fieldErrors,
    salesloftId: null,
    note: null,
    retryAfterMs: null,
    items: [],
  })
})

it('counts a repeated delete that finds nothing as done, and a first one as refused', () => {
  const gone = (isRepeat: boolean) => judge(answered(404), { method: 'DELETE', isRepeat })
  expect([gone(true), gone(false)]).toMatchObject([{ kind: 'sent', note: 'already gone' }, { kind: 'rejected' }])
})

it.each([
  ['3', 3_000],
  ['0', 0],
  ['86400', 86_400_000],
  ['Sat, 07 Mar 2026 04:00:10 GMT', 10_000],
  ['Sat, 07 Mar 2026 03:00:00 GMT', 0],
  ['2.5', null],
  ['-1', null],
  ['soon', null],
  ['2026-03-07T04:00:10Z', null],
  ['1e9', null],
  ['', null],
])('reads Retry-After %j as %j', (value, retryAfterMs) => {
  expect(judge(answered(429, '', { headers: [['retry-after', value]] })).retryAfterMs).toBe(retryAfterMs)
})

it('shows where a redirect leads, and goes nowhere', () => {
  const { kind, code, reason } = judge(answered(302, '', { headers: [['location', 'https://evil.example/']] }))
  expect([kind, code]).toEqual(['configuration', 'redirect'])
  expect(reason).toContain('302, a redirect to https://evil.example/')
})

it('judges each record of a batch by its own result', () => {
  const body = '{"data":[{"id":1,"status":"success"},{"status":"error","error":"is taken"}]}'
  expect(judge(answered(200, body), { recordCount: 2, itemsAt: 'data' })).toMatchObject({
    kind: 'mixed',
    items: [
      { kind: 'sent', salesloftId: '1', reason: null },
      { kind: 'rejected', salesloftId: null, reason: 'is taken' },
    ],
  })
})

it('doubts a batch whose errors can’t be tied to its records', () => {
  const errors = judge(answered(200, '{"data":{"records":1},"errors":["one was bad"]}'), { recordCount: 2, idAt: null })
  const tooFew = judge(answered(200, '{"data":[{"error":"bad"}]}'), { recordCount: 2, itemsAt: 'data', idAt: null })
  const fine = judge(answered(200, '{"data":{"records":2},"errors":[]}'), { recordCount: 2, idAt: null })
  expect([errors, tooFew, fine]).toMatchObject([
    { kind: 'in_doubt', code: 'items_unclear' },
    { kind: 'in_doubt' },
    { kind: 'sent' },
  ])
})

it('tells what never left from what is in doubt', () => {
  const notSent = (code: 'connect_failed' | 'url_not_allowed'): SendResult => ({
    kind: 'not_sent',
    code,
    problem: 'p',
    durationMs: 1,
  })
  const results: SendResult[] = [
    notSent('connect_failed'),
    notSent('url_not_allowed'),
    { kind: 'in_doubt', code: 'timeout', problem: 'p', durationMs: 1 },
  ]
  expect(results.map((result) => judge(result))).toMatchObject([
    { kind: 'not_sent', code: 'connect_failed', reason: 'p' },
    { kind: 'configuration', code: 'url_not_allowed' },
    { kind: 'in_doubt', code: 'timeout' },
  ])
})
