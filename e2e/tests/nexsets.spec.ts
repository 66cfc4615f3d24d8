import { expect, test } from '@playwright/test'
import { App } from '../pages/app.ts'
import { NexsetPage } from '../pages/nexset-page.ts'
import { UploadDialog } from '../pages/upload-dialog.ts'

const accounts = [
  'company;domain;zip;employees;note',
  'Zoë Ltd;zoe.example;00731;12;"says ""hi"";',
  'and more"',
  '<b>Bold</b>;bold.example;01000;7;',
  'broken;line',
].join('\n')

test('a file shows its guesses and first rows before it is kept, and keeps what it showed', async ({ page }) => {
  const app = new App(page)
  const errors = app.watchErrors()
  await page.goto('/nexsets?dialog=upload')
  const upload = new UploadDialog(page)
  await expect(upload.dialog).toBeVisible()
  await app.expectGoodLook('upload, no file yet')
  await upload.choose('accounts.csv', accounts)
  await expect(upload.option('Delimiter guessed')).toHaveValue('Semicolon ;')
  expect(await upload.cells()).toEqual([
    ...['Zoë Ltd', 'zoe.example', '00731', '12', 'says "hi"; and more'],
    ...['<b>Bold</b>', 'bold.example', '01000', '7', 'empty'],
  ])
  await expect(upload.dialog.getByText('1 line with a problem')).toBeVisible()
  await app.expectGoodLook('upload, first rows')

  await upload.create('Guessed accounts')
  const nexset = new NexsetPage(page)
  await expect(nexset.row('Records', 'Zoë Ltd').getByRole('cell')).toHaveText([
    ...['1', 'Zoë Ltd', 'zoe.example', '00731', '12', 'says "hi";\nand more'],
  ])
  await expect(nexset.row('Records', 'bold.example')).toContainText('<b>Bold</b>')
  await nexset.tab('Problems').click()
  await expect(nexset.row('Problems', 'broken;line')).toContainText('accounts.csv')
  await app.expectGoodLook('Nexset, problems')
  for (const tab of ['Records', 'Schema', 'Sources', 'Destinations']) {
    await nexset.tab(tab).click()
    await expect(page.getByRole('status', { name: /^Loading/ })).toHaveCount(0)
    await app.expectGoodLook(`Nexset, ${tab.toLowerCase()}`)
  }
  expect(errors).toEqual([])
})

test('an option set by hand changes the first rows', async ({ page }) => {
  await page.goto('/nexsets?dialog=upload')
  const upload = new UploadDialog(page)
  await upload.choose('accounts.csv', 'a,b\n1,2\n3,4\n')
  expect(await upload.cells()).toEqual(['1', '2', '3', '4'])
  await upload.pick('First row', 'A record')
  await expect.poll(() => upload.cells()).toEqual(['a', 'b', '1', '2', '3', '4'])
})

test('a type is changed only after its effect was shown', async ({ page }) => {
  await page.goto('/nexsets?dialog=upload')
  const upload = new UploadDialog(page)
  await upload.choose('sizes.csv', 'name,size\nA,11-50\nB,12\n')
  await upload.create('Sizes')
  const nexset = new NexsetPage(page)
  await nexset.tab('Schema').click()
  await page.getByRole('combobox', { name: 'Type of size' }).click()
  await page.getByRole('option', { name: 'integer' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'As integer' })).toHaveText(
    'As integer, 1 of 2 values looked at don’t fit, such as 11-50. They would stay what they are.Use integerKeep string',
  )
  await new App(page).expectGoodLook('schema, effect of a type')
  await page.getByRole('button', { name: 'Use integer' }).click()
  await expect(page.getByRole('combobox', { name: 'Type of size' })).toHaveValue('integer')
})

test('the same file is noticed, and added again only knowingly', async ({ page }) => {
  await page.goto('/nexsets?dialog=upload')
  const upload = new UploadDialog(page)
  await upload.choose('twice.csv', 'a,b\n1,2\n')
  await upload.create('Twice')
  await page.getByRole('button', { name: 'Add records' }).click()
  await upload.choose('twice.csv', 'a,b\n1,2\n')
  await upload.dialog.getByRole('button', { name: 'Add 1 record' }).click()
  await expect(upload.dialog.getByText('This file was added before.')).toBeVisible()
  await new App(page).expectGoodLook('upload, file added before')
  await upload.dialog.getByRole('button', { name: 'Add it again' }).click()
  await expect(upload.dialog).toBeHidden()
  await expect(new NexsetPage(page).tab('Records')).toHaveText('Records2')
})

test('a webhook gives its address once, and what is pushed to it arrives', async ({ page, request }) => {
  await page.goto('/nexsets?dialog=webhook')
  const app = new App(page)
  await page.getByLabel('Name of the Nexset').fill('Web sign-ups')
  await app.expectGoodLook('new webhook')
  await page.getByRole('button', { name: 'Make the webhook' }).click()
  await expect(page.getByRole('group', { name: 'webhook address' })).toBeVisible()
  await app.expectGoodLook('webhook, its address')
  const address = await page.getByRole('group', { name: 'webhook address' }).textContent()
  const pushed = await request.post(address ?? '', {
    data: [{ email: 'ana@example.com', plan: { name: 'team', seats: 3 } }],
  })
  expect(pushed.status()).toBe(202)
  await page.getByRole('button', { name: 'Open the Nexset' }).click()
  const nexset = new NexsetPage(page)
  await nexset.tab('Records').click()
  await page.getByRole('button', { name: 'plan of record 1' }).click()
  await expect(nexset.table('Records')).toContainText('plan.seats 3')
  await app.expectGoodLook('Nexset, record unfolded')
  await nexset.tab('Sources').click()
  await expect(page.getByRole('status', { name: /^Loading/ })).toHaveCount(0)
  await app.expectGoodLook('Nexset, sources with a webhook')
})

test('a Nexset is renamed and deleted from its menu', async ({ page }) => {
  await page.goto('/nexsets?dialog=api')
  const app = new App(page)
  await page.getByLabel('Name of the Nexset').fill('Short-lived')
  await app.expectGoodLook('new Nexset by API')
  await page.getByRole('button', { name: 'Create Nexset' }).click()
  await app.expectHeading('Short-lived')
  await app.expectGoodLook('Nexset, empty')
  const nexset = new NexsetPage(page)
  await nexset.menu('Short-lived', 'Rename')
  await page.getByLabel('Name of the Nexset').fill('Renamed')
  await app.expectGoodLook('rename Nexset')
  await page.getByRole('button', { name: 'Rename' }).click()
  await app.expectHeading('Renamed')
  await nexset.menu('Renamed', 'Delete')
  await app.expectGoodLook('delete Nexset')
  await page.getByRole('button', { name: 'Delete Nexset' }).click()
  await page.waitForURL('/nexsets')
  await expect(page.getByRole('link', { name: 'Renamed' })).toBeHidden()
})
