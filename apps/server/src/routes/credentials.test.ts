import { createServer } from 'node:http'
import { practiceApiKey, startPracticeSalesloft } from '@sluice/practice-salesloft'
import type { Credential, CredentialCheck } from '@sluice/schema'
import { expect, it } from 'vitest'
import { createComposedApp } from '../../test/composed-app.ts'
import { startPracticeApp } from '../../test/practice-app.ts'
import { listen, startRawServer } from '../../test/raw-server.ts'

const path = '/api/v1/credentials'
const key = `ak_${'7f'.repeat(32)}`

it('has Practice Salesloft from the first start, checked, with user and team', async () => {
  await using place = await startPracticeApp()
  expect(place.credential).toMatchObject({
    name: 'Practice Salesloft',
    connector: 'salesloft',
    kind: 'api_key',
    baseUrl: place.practice.url,
    isPractice: true,
    secret: { set: true, hint: practiceApiKey.slice(-4) },
    limits: { pointsPerMinute: 600, shareForOthers: 10, inFlight: 8 },
    check: { status: 'ok', problem: null, scopes: [], missing: [] },
    usedBy: [],
  })
  expect(place.credential.check.user?.email).toMatch(/@/)
  expect(place.credential.check.team?.name).not.toBe('')
})

it('never shows a secret, and keeps none in the clear', async () => {
  await using place = await startPracticeApp()
  const created = await place.call<Credential>('POST', path, {
    name: 'Ours',
    connector: 'salesloft',
    kind: 'api_key',
    secret: key,
    baseUrl: place.practice.url,
  })
  await place.call('PATCH', `${path}/${created.body.id}`, { secret: `${key}x`, name: 'Ours, again' })
  await place.call('POST', `${path}/${created.body.id}/check`)
  const answers = await Promise.all([place.app.inject(path), place.app.inject(`${path}/${created.body.id}`)])
  const dump = await place.app.db.selectFrom('credential').selectAll().execute()
  const shown = [
    JSON.stringify(created),
    ...answers.map(({ body }) => body),
    JSON.stringify(dump),
    ...dump.map(({ secret_sealed }) => secret_sealed.toString('latin1')),
  ].join()
  for (const secret of [key, practiceApiKey]) {
    const bytes = Buffer.from(secret)
    for (const form of [secret, bytes.toString('base64'), bytes.toString('hex'), encodeURIComponent(secret)])
      expect(shown).not.toContain(form)
  }
})

it('saves a credential whose check fails, and says why', async () => {
  await using place = await startPracticeApp()
  const { status, body } = await place.call<Credential>('POST', path, {
    name: ' Wrong key ',
    connector: 'salesloft',
    kind: 'api_key',
    secret: key,
    baseUrl: `${place.practice.url}/`,
  })
  expect(status).toBe(201)
  expect(body).toMatchObject({
    name: 'Wrong key',
    baseUrl: place.practice.url,
    isPractice: true,
    secret: { hint: key.slice(-4) },
    check: { status: 'failed', user: null },
  })
  expect(body.check.problem).toMatch(/doesn’t accept this key/)
})

it('checks what isn’t saved, with the secret of that request alone, and keeps nothing', async () => {
  await using place = await startPracticeApp()
  const { body } = await place.call<CredentialCheck>('POST', `${path}/check`, {
    connector: 'salesloft',
    kind: 'api_key',
    secret: practiceApiKey,
    baseUrl: place.practice.url,
  })
  expect(body).toMatchObject({ status: 'ok', user: place.credential.check.user })
  expect((await place.call<{ items: Credential[] }>('GET', path)).body.items).toHaveLength(1)
})

it('wants the key again for another base URL, since a secret goes to one origin only', async () => {
  await using other = await startRawServer((socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}'))
  await using place = await startPracticeApp({ settings: { SLUICE_ALLOWED_ORIGINS: other.url } })
  const url = `${path}/${place.credential.id}`
  expect(await place.call('PATCH', url, { baseUrl: other.url })).toMatchObject({
    status: 422,
    body: { code: 'secret_required' },
  })
  expect(other.received).toEqual([])
  const moved = await place.call<Credential>('PATCH', url, { baseUrl: other.url, secret: key })
  expect(moved.body).toMatchObject({ baseUrl: other.url, isPractice: false, check: { status: 'failed' } })
  expect(other.received.join()).toContain(`Bearer ${key}`)
  expect(other.received.join()).not.toContain(practiceApiKey)
})

it('refuses what is shown in a secret’s place', async () => {
  await using place = await startPracticeApp()
  const url = `${path}/${place.credential.id}`
  for (const secret of [practiceApiKey.slice(-4), '********', '....bcd1', 'two words', '', 'ä', 'x'.repeat(8193)]) {
    expect(await place.call('PATCH', url, { secret })).toMatchObject({ status: 422, body: { code: 'secret_invalid' } })
  }
})

it('refuses to delete a credential that a destination uses, and erases one that none uses', async () => {
  await using place = await startPracticeApp()
  const url = `${path}/${place.credential.id}`
  const nexsetId = await place.addNexset([{ name: 'Acme' }])
  await place.app.db
    .insertInto('destination')
    .values({
      id: '0190a0c0-0000-7000-8000-00000000000d',
      name: 'To Salesloft',
      connector: 'salesloft',
      nexset_id: nexsetId,
      credential_id: place.credential.id,
    })
    .execute()
  expect((await place.call<Credential>('GET', url)).body.usedBy).toEqual([
    { id: '0190a0c0-0000-7000-8000-00000000000d', name: 'To Salesloft' },
  ])
  expect(await place.call('DELETE', url)).toMatchObject({
    status: 409,
    body: { code: 'credential_in_use', detail: expect.stringContaining('To Salesloft') },
  })
  await place.app.db.deleteFrom('destination').execute()
  expect((await place.call('DELETE', url)).status).toBe(204)
  expect(await place.app.db.selectFrom('credential').selectAll().execute()).toEqual([])
  expect((await place.call('GET', url)).status).toBe(404)
})

it('follows Practice Salesloft to another port, and makes it no second time once it was deleted', async () => {
  await using place = await startPracticeApp()
  await using elsewhere = await startPracticeSalesloft({ pointsPerMinute: 0 })
  const settings = { SLUICE_PRACTICE_PORT: String(elsewhere.port), SLUICE_MASTER_KEY: place.app.masterKey }
  await using again = await createComposedApp(settings, { shared: place.app.database })
  const [moved] = (await again.services.credentials.list()).items
  expect(moved).toMatchObject({ id: place.credential.id, baseUrl: elsewhere.url, isPractice: true })
  await again.services.credentials.remove(place.credential.id)
  await using third = await createComposedApp(settings, { shared: place.app.database })
  expect((await third.services.credentials.list()).items).toEqual([])
})

it('refuses base URLs that no one allowed, without a connection', async () => {
  const hit: string[] = []
  const server = createServer((request, response) => {
    hit.push(request.url ?? '')
    response.end()
  })
  const port = await listen(server)
  await using place = await startPracticeApp()
  for (const baseUrl of [
    `http://127.0.0.1:${port}`,
    `http://localhost:${place.practice.port}`,
    'https://api.salesloft.com.evil.example',
    'https://user@api.salesloft.com',
    'http://api.salesloft.com',
    'https://api.salesloft.com/?a=b',
    'nonsense',
  ]) {
    const input = { connector: 'salesloft', kind: 'api_key', secret: key, baseUrl }
    for (const answer of [
      await place.call('POST', path, { ...input, name: 'X' }),
      await place.call('POST', `${path}/check`, input),
      await place.call('PATCH', `${path}/${place.credential.id}`, { baseUrl, secret: key }),
    ]) {
      expect([baseUrl, answer.status, answer.body.code]).toEqual([baseUrl, 422, 'url_not_allowed'])
    }
  }
  expect(hit).toEqual([])
  server.close()
})

it('bounds how often a person may have a credential checked', async () => {
  await using place = await startPracticeApp()
  const url = `${path}/${place.credential.id}/check`
  const statuses: number[] = []
  for (let turn = 0; turn < 31; turn++) statuses.push((await place.call('POST', url)).status)
  expect(statuses.filter((status) => status === 200)).toHaveLength(30)
  expect(statuses.at(-1)).toBe(429)
})

it('names users, cadences and stages to pick from, kept for a while', async () => {
  await using place = await startPracticeApp()
  const look = (kind: string, search = '') =>
    place.call<{
      items: { id: number | string; label: string; detail: string }[]
      ageSeconds: number
      isComplete: boolean
    }>('GET', `${path}/${place.credential.id}/lookups/${kind}?search=${search}`)
  const users = await look('users')
  expect(users).toMatchObject({ status: 200, body: { isComplete: true } })
  expect(users.body.items.length).toBeGreaterThan(0)
  expect(users.body.items[0]).toEqual({
    id: expect.any(Number),
    label: expect.stringMatching(/\w/),
    detail: expect.stringContaining('@'),
  })
  const stages = await look('account_stages')
  const [stage] = stages.body.items
  place.practice.clearRequests()
  expect((await look('account_stages', stage?.label.slice(0, 4))).body.items).toContainEqual(stage)
  expect(place.practice.countRequests()).toBe(0)
  for (const kind of ['cadences', 'account_tiers', 'person_stages', 'bulk_jobs', 'custom_fields', 'tags', 'groups'])
    expect([kind, (await look(kind)).status]).toEqual([kind, 200])
  expect(await look('nothing')).toMatchObject({ status: 404 })
})

it('says why a list can’t be read', async () => {
  await using place = await startPracticeApp()
  place.practice.addFault({ kind: 'status', status: 403, body: { error: 'You need the scope users:read' }, count: 1 })
  expect(await place.call('GET', `${path}/${place.credential.id}/lookups/users`)).toMatchObject({
    status: 422,
    body: { code: 'lookup_failed', detail: 'Users can’t be listed (403): You need the scope users:read' },
  })
  expect((await place.call('GET', `${path}/${place.credential.id}/lookups/users`)).status).toBe(200)
})

it('lists the connectors, and gives each whole', async () => {
  await using place = await startPracticeApp()
  const tiles = await place.call<{ items: { id: string; templates: number }[] }>('GET', '/api/v1/connectors')
  expect(tiles.body.items).toMatchObject([{ id: 'salesloft', name: 'Salesloft', mark: 'SL', templates: 9 }])
  const whole = await place.call<object>('GET', '/api/v1/connectors/salesloft')
  expect(whole.body).toEqual(JSON.parse(JSON.stringify(place.app.services.connectors.get('salesloft'))))
  expect((await place.call('GET', '/api/v1/connectors/none')).status).toBe(404)
})
