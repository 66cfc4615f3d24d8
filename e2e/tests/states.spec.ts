import { expect, type Page, test } from '@playwright/test'
import { App } from '../pages/app.ts'
import { Seed } from '../pages/seed.ts'

const create = { mode: 'template', template: 'accounts.create' }

/** Each screen that reads something: where it is, and what it says when that can't be read. */
const screens: { name: string; path: (ids: Ids) => string; failed: string; loads?: string }[] = [
  { name: 'Flows', path: () => '/', failed: 'The flows couldn’t be read' },
  { name: 'Nexsets', path: () => '/nexsets', failed: 'The Nexsets couldn’t be read' },
  { name: 'Destinations', path: () => '/destinations', failed: 'The destinations couldn’t be read' },
  { name: 'Credentials', path: () => '/credentials', failed: 'The credentials couldn’t be read' },
  { name: 'Activity', path: () => '/activity', failed: 'The activity couldn’t be read' },
  { name: 'Nexset', path: ({ nexset }) => `/nexsets/${nexset}`, failed: 'The Nexset couldn’t be read' },
  {
    name: 'Records of a Nexset',
    path: ({ nexset }) => `/nexsets/${nexset}/records`,
    failed: 'The records couldn’t be read',
    loads: '/records',
  },
  {
    name: 'Problems of a Nexset',
    path: ({ nexset }) => `/nexsets/${nexset}/problems`,
    failed: 'The problems couldn’t be read',
    loads: '/problems',
  },
  {
    name: 'Destination',
    path: ({ destination }) => `/destinations/${destination}`,
    failed: 'The destination couldn’t be read',
  },
  {
    name: 'Overview of a destination',
    path: ({ destination }) => `/destinations/${destination}/overview`,
    failed: 'The chart couldn’t be read',
    loads: '/history',
  },
  {
    name: 'Records of a destination',
    path: ({ destination }) => `/destinations/${destination}/records`,
    failed: 'The records couldn’t be read',
    loads: '/records',
  },
  {
    name: 'Errors of a destination',
    path: ({ destination }) => `/destinations/${destination}/errors`,
    failed: 'The errors couldn’t be read',
    loads: '/error-groups',
  },
  {
    name: 'Runs of a destination',
    path: ({ destination }) => `/destinations/${destination}/runs`,
    failed: 'The runs couldn’t be read',
    loads: '/runs',
  },
  {
    name: 'Credential',
    path: ({ credential }) => `/credentials/${credential}`,
    failed: 'The credential couldn’t be read',
  },
  {
    name: 'Wizard, first step',
    path: ({ nexset }) => `/nexsets/${nexset}/send/select`,
    failed: 'The connectors couldn’t be read',
    loads: '/connectors',
  },
  {
    name: 'Wizard of a saved destination',
    path: ({ destination }) => `/destinations/${destination}/edit`,
    failed: 'The destination couldn’t be read',
    loads: '/destinations/',
  },
]

type Ids = { nexset: string; destination: string; credential: string }

for (const { name, path, failed, loads = '/api/v1/' } of screens) {
  test(`${name}: loading and failed are accessible and fit, and another try shows it`, async ({ page, request }) => {
    const app = new App(page)
    const seed = new Seed(request)
    const nexset = await seed.nexset(`Slow ${name}`, 'name,domain\nA,a.example\n')
    const ids = {
      nexset,
      destination: await seed.destination(`Slow ${name}`, nexset, create),
      credential: await seed.practiceCredential(),
    }
    const answers = await holdAnswers(page, loads)
    await page.goto(path(ids))
    await expect(
      page
        .locator('main')
        .getByRole('status', { name: /^(Loading|Reading)/ })
        .first(),
    ).toBeVisible()
    await app.expectGoodLook(`${name}, loading`)
    answers.fail()
    await expect(page.getByText(failed)).toBeVisible()
    await app.expectGoodLook(`${name}, failed`)
    await page.unrouteAll()
    await page.getByRole('button', { name: 'Try again' }).first().click()
    await expect(page.getByText(failed)).toBeHidden()
  })
}

/** Holds back what the server answers, until it is told to answer that it failed. */
async function holdAnswers(page: Page, part: string) {
  const told = Promise.withResolvers<void>()
  await page.route(
    ({ pathname }) => pathname.startsWith('/api/v1/') && pathname.includes(part) && !pathname.endsWith('/events'),
    async (route) => {
      await told.promise
      const problem = { type: 'about:blank', title: 'Internal Server Error', status: 500, code: 'internal_error' }
      const body = JSON.stringify({ ...problem, detail: 'Something went wrong in Sluice.' })
      await route.fulfill({ status: 500, contentType: 'application/problem+json', body })
    },
  )
  return { fail: told.resolve }
}
