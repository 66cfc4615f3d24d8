import { expect, test } from '@playwright/test'
import { App } from '../pages/app.ts'
import { DestinationPage } from '../pages/destination-page.ts'
import { makeNexset } from '../pages/nexset-api.ts'
import { Seed } from '../pages/seed.ts'

/** Thirty accounts: two whose owner Salesloft doesn't know, one with a URL for a domain, one without a name. */
const mixed = (prefix: string) =>
  [
    'name,domain,owner_id',
    ...Array.from({ length: 30 }, (_, index) => {
      const number = index + 1
      const name = number === 12 ? '' : `${prefix} ${number}`
      const domain = number === 4 ? `https://${prefix}.example/about` : `${prefix}-${number}.example`
      return `${name},${domain},${number === 6 || number === 20 ? '99120' : ''}`
    }),
  ].join('\n')

const create = { mode: 'template', template: 'accounts.create' }
const deletion = {
  mode: 'template',
  template: 'accounts.delete',
  params: { account_id: { from: 'attribute', attribute: 'salesloft_id' } },
}

test('a destination tells of every record what became of it, from the counts to the faulty line', async ({
  page,
  request,
}) => {
  const seed = new Seed(request)
  const app = new App(page)
  const errors = app.watchErrors()
  const destination = new DestinationPage(page)
  await destination.open(await seed.destination('Every outcome', await seed.nexset('Mixed', mixed('mixed')), create))
  await expect(page.getByText('It is saved, and nothing has been sent.')).toBeVisible()
  await page.getByRole('button', { name: 'Activate', exact: true }).click()
  await expect(page.getByRole('dialog').getByRole('radio', { name: 'the first record' })).toBeChecked()
  await app.expectGoodLook('activate')
  await page.keyboard.press('Escape')
  await destination.activate()
  await destination.expectCount('Sent', '26', 20_000)
  await destination.expectCount('Rejected', '2', 5_000)
  await destination.expectCount('Invalid', '2', 5_000)
  await expect(page.getByText('Caught up; new records are sent as they arrive')).toBeVisible()

  await expect(destination.chart.getByText(/In the last hour 26 records were sent and 4 were not/)).toBeVisible()
  await destination.chart.getByRole('application', { name: 'Points a minute in the last hour' }).focus()
  await page.keyboard.press('ArrowLeft')
  await expect(destination.chart.getByText(/^Records sent a minute$/)).toBeVisible()
  await destination.chart.getByText('Last day').click()
  await expect(destination.chart.getByText(/In the last day 26 records were sent and 4 were not/)).toBeVisible()
  await expect(destination.chart.getByRole('application', { name: 'Points a minute in the last day' })).toBeVisible()

  await destination.counts.getByRole('link', { name: /^Rejected/ }).click()
  await expect(destination.rows).toHaveCount(2)
  await destination.openRecord(6)
  await expect(destination.panel.getByText('owner_id does not exist.')).toBeVisible()
  await expect(destination.panel.locator('.cm-faulty')).toContainText('"owner_id": 99120')
  await expect(destination.panel.getByText('422 Unprocessable Entity')).toBeVisible()
  await expect(destination.panel.getByRole('textbox', { name: 'Answer to attempt 1 of 1' })).toContainText('errors')
  await app.expectGoodLook('record with its attempts')

  await destination.tab('Errors').click()
  await expect(destination.causes).toHaveText([
    /Rejected\s*owner_id does not exist\s*2/,
    /Invalid\s*domain has the wrong form\s*1/,
    /Invalid\s*name is empty\s*1/,
  ])
  await destination.causes.nth(1).click()
  await expect(page.locator('.cm-faulty')).toContainText('https://mixed.example/about')
  await page.getByRole('link', { name: 'Open record #4' }).click()
  await expect(destination.panel.getByText('It was never sent.')).toBeVisible()

  await destination.tab('Runs').click()
  await expect(page.getByRole('table', { name: 'Runs' }).getByRole('row').nth(1)).toContainText('#1 to #30')
  await destination.tab('Configuration').click()
  await expect(page.getByText('each record as it is')).toBeVisible()
  await expect(page.getByText('Made of the first records. Sends nothing.')).toBeVisible()
  expect(errors).toEqual([])
})

test('records are opened, walked through and closed from the keyboard', async ({ page, request }) => {
  const seed = new Seed(request)
  const destination = new DestinationPage(page)
  await destination.open(
    await seed.destination('By keyboard', await seed.nexset('Keys', mixed('keys')), create),
    'records',
  )
  await page.getByRole('button', { name: 'Open record 2', exact: true }).focus()
  await page.keyboard.press('Enter')
  await expect(destination.panel.getByText('It waits.')).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await expect(page).toHaveURL(/seq=3$/)
  await page.keyboard.press('Tab')
  await expect(destination.panel.getByRole('button', { name: 'The record before' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(destination.panel).toBeHidden()
  await expect(page.getByRole('button', { name: 'Open record 3', exact: true })).toBeFocused()
})

test('a destination whose every record is refused is held, says why, and goes on when told to', async ({
  page,
  request,
}) => {
  const seed = new Seed(request)
  const app = new App(page)
  const csv = ['name,domain', ...Array.from({ length: 25 }, (_, index) => `Twice ${index},twice-${index}.example`)]
  const nexset = await seed.nexset('Twice', csv.join('\n'))
  const destination = new DestinationPage(page)
  await destination.open(await seed.destination('The first time', nexset, create))
  await destination.activate()
  await destination.expectCount('Sent', '25', 20_000)

  await destination.open(await seed.destination('The second time', nexset, create))
  await destination.activate()
  await expect(page.getByText('The last one: domain has already been taken.')).toBeVisible({ timeout: 20_000 })
  await app.expectGoodLook('held')
  await page.getByRole('status').getByRole('button', { name: 'Resolve hold' }).click()
  const dialog = page.getByRole('dialog', { name: 'Resolve the hold of The second time' })
  await expect(dialog.getByText(/^\d+ records wait\.$/)).toBeVisible()
  await app.expectGoodLook('resolve hold')
  await dialog.getByRole('button', { name: 'Go on sending' }).click()
  await expect(dialog).toBeHidden()
})

test('a destination is paused at once and goes on where it stopped', async ({ page, request }) => {
  const seed = new Seed(request)
  const destination = new DestinationPage(page)
  await destination.open(await seed.destination('Now and then', await seed.nexset('Paused', mixed('paused')), create))
  await destination.activate()
  await destination.expectCount('Sent', '26', 20_000)
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await expect(page.getByText('Stopped after record #30')).toBeVisible()
  await new App(page).expectGoodLook('paused')
  await page.getByRole('button', { name: 'Activate', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('radio', { name: 'where it stopped' })).toBeChecked()
  await expect(dialog.getByText('26 records of 30 were sent before and are sent again.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Activate', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible()
  await destination.expectCount('Sent', '26', 5_000)
})

test('accounts are deleted only once the destination’s name and the count are typed', async ({ page, request }) => {
  const seed = new Seed(request)
  const app = new App(page)
  const nexset = await seed.nexset('To delete', 'salesloft_id\n910001\n910002\n910003\n')
  const id = await seed.destination('Delete for good', nexset, deletion)
  const refused = await request.post(`/api/v1/destinations/${id}/activate`, { data: { from: 'start' } })
  expect((await refused.json()).code).toBe('approval_required')

  const destination = new DestinationPage(page)
  await destination.open(id)
  await page.getByRole('button', { name: 'Activate', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Activate Delete for good' })
  const activate = dialog.getByRole('button', { name: 'Activate' })
  await dialog.getByLabel('and the count').fill('3')
  await expect(activate).toBeDisabled()
  await dialog.getByLabel('Type the destination’s name').fill('Delete for bad')
  await expect(dialog.getByText('Not the name of this destination')).toBeVisible()
  await expect(activate).toBeDisabled()
  await app.expectGoodLook('activate, typed name wrong')
  await dialog.getByLabel('Type the destination’s name').fill('Delete for good')
  await activate.click()
  await destination.expectCount('Rejected', '3', 20_000)
})

/** What each tab shows once it is there. */
const tabs = {
  Overview: { full: 'Caught up', empty: 'It has not been activated yet.' },
  Records: { full: 'look 1', empty: 'There is no record yet' },
  Errors: { full: '422 Unprocessable Entity', empty: 'There is no error' },
  Runs: { full: 'Caught up', empty: 'It has not run yet' },
  Configuration: { full: 'Made of the first records. Sends nothing.', empty: 'They are made of the first records' },
}

test('every tab is accessible and fits at every width in both themes, full and empty', async ({ page, request }) => {
  test.setTimeout(120_000)
  const seed = new Seed(request)
  const app = new App(page)
  const destination = new DestinationPage(page)
  const full = await seed.destination('Looked at', await seed.nexset('Looked at', mixed('look')), create)
  const empty = await seed.destination('Nothing yet', await makeNexset(page, 'Empty', []), create)
  await destination.open(full)
  await destination.activate()
  await destination.expectCount('Sent', '26', 20_000)
  for (const { id, state } of [
    { id: full, state: 'full' },
    { id: empty, state: 'empty' },
  ] as const) {
    await destination.open(id)
    for (const [tab, shown] of Object.entries(tabs)) {
      await destination.tab(tab).click()
      await expect(page.getByText(shown[state]).first()).toBeVisible()
      await app.expectGoodLook(`destination, ${tab.toLowerCase()}, ${state}`)
    }
  }
  await destination.open(full)
  await page.getByRole('button', { name: /^More for/ }).click()
  await app.expectGoodLook('menu of a destination')
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(page.getByRole('dialog', { name: /^Delete/ })).toBeVisible()
  await app.expectGoodLook('delete destination')
})
