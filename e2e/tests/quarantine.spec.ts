import { expect, test } from '@playwright/test'
import { App } from '../pages/app.ts'
import { DestinationPage } from '../pages/destination-page.ts'
import { Seed } from '../pages/seed.ts'

/** Twelve accounts: two whose owner Salesloft doesn't know, two without a domain, one without a name. */
const csv = [
  'name,domain,owner_id',
  ...Array.from({ length: 12 }, (_, index) => {
    const number = index + 1
    const domain = number === 3 || number === 9 ? '' : `mend-${number}.example`
    return `${number === 11 ? '' : `Mend ${number}`},${domain},${number === 5 || number === 7 ? '99120' : ''}`
  }),
].join('\n')

test('errors are mended, replayed and dismissed by cause and one by one, and the counts follow', async ({
  page,
  request,
}) => {
  const seed = new Seed(request)
  const app = new App(page)
  const errors = app.watchErrors()
  const destination = new DestinationPage(page)
  const create = { mode: 'template', template: 'accounts.create' }
  const id = await seed.destination('To mend', await seed.nexset('To mend', csv), create)
  await destination.open(id)
  await destination.activate()
  await destination.expectCount('Sent', '7', 20_000)
  await destination.expectCount('Invalid', '3', 5_000)

  // One record of a cause is edited and goes; the other comes back.
  await destination.tab('Errors').click()
  await destination.causes.filter({ hasText: 'domain is empty' }).click()
  await app.expectGoodLook('errors, a cause open')
  await page.getByRole('button', { name: 'Replay 2 records' }).click()
  const panel = page.getByRole('dialog', { name: 'Replay 2 records' })
  await expect(panel.getByText('2 records would still make no request.')).toBeVisible()
  await panel.getByRole('button', { name: 'Edit record #3' }).click()
  const editor = panel.getByRole('textbox', { name: 'Values of record #3' })
  await expect(editor).toContainText('Mend 3')
  await app.expectGoodLook('replay, record edited')
  await editor.click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText('{ "name": "Mend 3", "domain": ')
  await expect(panel.getByText(/^Not JSON yet/)).toBeVisible()
  await expect(panel.getByRole('button', { name: 'Use these values' })).toBeDisabled()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText('{ "name": "Mend 3", "domain": "mended-3.example" }')
  await panel.getByRole('button', { name: 'Use these values' }).click()
  await expect(panel.getByRole('textbox', { name: 'Body for record #3' })).toContainText('mended-3.example')
  await expect(panel.getByText('1 record would still make no request.')).toBeVisible()
  await app.expectGoodLook('replay, preview')
  await panel.getByRole('button', { name: 'Replay 2 records' }).click()
  await expect(panel).toBeHidden()
  await expect(page.getByText('1 of 2 records sent, 1 back in quarantine.')).toBeVisible()

  // A cause is dismissed, and that is undone.
  await destination.causes.filter({ hasText: 'name is empty' }).click()
  await page.getByRole('button', { name: 'Dismiss', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Dismiss 1 record' })
  await app.expectGoodLook('dismiss')
  await dialog.getByRole('button', { name: 'Dismiss' }).click()
  await expect(destination.causes.filter({ hasText: 'name is empty' })).toHaveCount(0)
  await page.getByRole('region', { name: 'Dismissed' }).getByRole('button', { name: 'Undo' }).click()
  await expect(destination.causes.filter({ hasText: 'name is empty' })).toHaveCount(1)

  // Single records are ticked in the list, among those that were found.
  await destination.open(id, 'records')
  await page.getByRole('button', { name: /^Invalid/ }).click()
  await expect(page.getByRole('button', { name: 'Replay all found' })).toBeVisible()
  await page.getByRole('checkbox', { name: 'Choose record 9' }).check()
  await app.expectGoodLook('records, some chosen')
  await page.getByRole('button', { name: 'Dismiss', exact: true }).click()
  await page.getByRole('dialog', { name: 'Dismiss 1 record' }).getByRole('button', { name: 'Dismiss' }).click()
  await expect(destination.rows).toHaveCount(1)

  await destination.tab('Runs').click()
  await expect(page.getByRole('table', { name: 'Runs' }).getByRole('row').nth(1)).toContainText('2 of #3 to #9')
  await destination.tab('Overview').click()
  await destination.expectCount('Sent', '8', 5_000)
  await destination.expectCount('Skipped', '1', 5_000)
  expect(errors).toEqual([])
})
