import { createServer } from 'node:http'
import type { Credential, TestSend } from '@sluice/schema'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { startPracticeApp } from '../../test/practice-app.ts'
import { listen } from '../../test/raw-server.ts'

const planted = ['canary_first_Zx81+/"quoted"', 'canary_second_0f3a', 'canary_wrong_77b1']

function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret)
  const base64 = bytes.toString('base64').replaceAll('=', '')
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    base64,
    bytes.toString('base64url'),
    bytes.toString('hex'),
    encodeURIComponent(secret),
  ]
}

it('shows a planted secret in no answer, log line or row, though the target echoes it', async () => {
  const seen = new Set<string>()
  const echo = createServer((request, response) => {
    const { authorization = '' } = request.headers
    seen.add(authorization.replace('Bearer ', ''))
    const body = JSON.stringify({
      you: authorization,
      packed: Buffer.from(authorization.slice(7)).toString('base64'),
      errors: { token: [authorization] },
    })
    response
      .writeHead(422, { 'x-echo': encodeURIComponent(authorization.slice(7)), 'content-type': 'application/json' })
      .end(body)
  })
  const url = `http://127.0.0.1:${await listen(echo)}`
  await using place = await startPracticeApp({ settings: { SLUICE_ALLOWED_ORIGINS: url } })
  const nexsetId = await place.addNexset([{ name: 'Acme', domain: 'acme.example' }])
  const path = '/api/v1/credentials'
  const [first, second, wrong] = planted
  const shown: string[] = []
  const call = async <Body>(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', at: string, payload?: object) => {
    const answer = await place.call<Body>(method, at, payload)
    shown.push(JSON.stringify(answer))
    return answer.body
  }

  // Planted, used, failed with, rotated; refused where it doesn't belong.
  const input = { connector: 'salesloft', kind: 'api_key', baseUrl: url }
  const { id } = await call<Credential>('POST', path, { ...input, name: 'Echo', secret: first })
  await call('POST', `${path}/check`, { ...input, secret: wrong })
  await call('POST', `${path}/${id}/check`)
  await call('GET', `${path}/${id}/lookups/users`)
  const request = { mode: 'template', template: 'accounts.upsert' }
  const send = { connector: 'salesloft', credentialId: id, nexsetId, request, seqs: [1] }
  const sent = await call<TestSend>('POST', '/api/v1/test-sends', send)
  await call('PATCH', `${path}/${id}`, { secret: second })
  await call('POST', '/api/v1/test-sends', send)
  await call('PATCH', `${path}/${id}`, { baseUrl: place.practice.url, secret: wrong })
  await call('POST', path, { ...input, name: 'X', secret: first, baseUrl: 'https://evil.example' })
  await call('POST', path, { ...input, name: '', secret: first })
  await call('GET', path)
  await call('GET', '/api/v1/test-sends')

  expect([...seen].toSorted()).toEqual(planted.toSorted())
  expect(sent).toMatchObject({ outcome: 'rejected', response: { body: expect.stringContaining('[secret]') } })
  for (const table of ['credential', 'test_send', 'rate_budget', 'master_key', 'made_credential']) {
    const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.table(table)} t`.execute(place.app.db)
    shown.push(...rows.map(({ row }) => row))
  }
  const everything = [...shown, ...place.app.logLines].join('\n')
  expect(planted.flatMap(formsOf).filter((form) => everything.includes(form))).toEqual([])
  echo.close()
})
