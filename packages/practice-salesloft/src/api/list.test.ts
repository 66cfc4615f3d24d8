import { expect, it } from 'vitest'
import { at, clientOf, idsIn, plain } from '../../test/practice-client.ts'
import { startPracticeSalesloft } from '../start-practice-salesloft.ts'

it('pages through a list, with counts when they are asked for', async () => {
  await using practice = await startPracticeSalesloft()
  const client = clientOf(practice)

  const page = await client.get(
    '/v2/people?page=2&per_page=25&include_paging_counts=true&sort_by=name&sort_direction=asc',
  )
  const last = await client.get('/v2/people?page=3')
  const beyond = await client.get('/v2/people?page=4')

  expect(at(page, 'metadata')).toEqual({
    filtering: {},
    paging: { per_page: 25, current_page: 2, next_page: 3, prev_page: 1, total_pages: 3, total_count: 60 },
    sorting: { sort_by: 'name', sort_direction: 'ASC' },
  })
  expect(at(last, 'metadata.paging')).toEqual({ per_page: 25, current_page: 3, next_page: null, prev_page: 2 })
  expect([idsIn(page).length, idsIn(last).length, idsIn(beyond).length]).toEqual([25, 10, 0])
})

it('corrects wrong page values silently', async () => {
  await using practice = await startPracticeSalesloft()

  const corrected = await clientOf(practice).get('/v2/people?page=0&per_page=1000')

  expect(at(corrected, 'metadata.paging')).toMatchObject({ per_page: 100, current_page: 1 })
  expect(idsIn(corrected)).toHaveLength(60)
})

it('filters by ids, texts, truth and time, all together, and ignores unknown filters', async () => {
  await using practice = await startPracticeSalesloft()
  const client = clientOf(practice)
  await client.put('/v2/accounts/3', { city: 'Seattle' })
  const ids = async (query: string) => idsIn(await client.get(`/v2/accounts?${query}`))

  expect(await ids('ids[]=3&ids[]=5&ids[]=999')).toEqual([3, 5])
  expect(await ids('domain=Ottermill-Paper.example')).toEqual([4])
  expect(await ids('name[]=Tidewell Insurance')).toEqual([10])
  expect(await ids('updated_at[gt]=2025-03-03T09:00:00.000Z')).toEqual([3])
  expect(await ids('owner_id=2&country=Japan&archived=false')).toEqual([])
  expect(await ids('weather=fine&per_page=2')).toHaveLength(2)
})

it('answers bad filter and sort values with 422', async () => {
  await using practice = await startPracticeSalesloft()

  expect(
    plain(await clientOf(practice).get('/v2/accounts?ids[]=x&updated_at[gt]=soon&archived=maybe&sort_by=luck')),
  ).toEqual({
    status: 422,
    body: {
      errors: {
        ids: ['must be a list of integers'],
        updated_at: ['must compare a time by gt, gte, lt or lte'],
        archived: ['must be true or false'],
        sort_by: ['must be one of updated_at, created_at, name, account_stage, account_tier'],
      },
    },
  })
})

it('has the look-ups that a mapping needs', async () => {
  await using practice = await startPracticeSalesloft()
  const client = clientOf(practice)
  const first = async (path: string) => at(await client.get(path), 'data.0')

  expect(await first('/v2/users')).toMatchObject({ id: 8, name: 'Colette Duvernay', active: false })
  expect(idsIn(await client.get('/v2/users?search=priya'))).toEqual([3])
  expect(await first('/v2/account_stages?sort_by=order&sort_direction=ASC')).toMatchObject({ name: 'Cold', order: 1 })
  expect(await first('/v2/account_tiers?name=Tier 2')).toMatchObject({ id: 2 })
  expect(idsIn(await client.get('/v2/cadences?people_addable=true&team_cadence=true')).sort()).toEqual([1, 2, 3, 4])
  expect(idsIn(await client.get('/v2/steps?cadence_id=2')).sort()).toEqual([5, 6, 7])
  expect(idsIn(await client.get('/v2/custom_fields?field_type=company'))).toHaveLength(3)
  expect(await first('/v2/groups')).toMatchObject({ name: expect.any(String) })
  expect(at(await client.get('/v2/team'), 'data.name')).toBe('Northwind Practice Team')
})
