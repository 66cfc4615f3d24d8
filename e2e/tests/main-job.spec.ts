import { expect, test } from '@playwright/test'
import { accountsFile } from '../pages/accounts-file.ts'
import { App } from '../pages/app.ts'
import { ConfigureStep } from '../pages/configure-step.ts'
import { liftLimit, previewedRequests } from '../pages/delivery-api.ts'
import { DestinationPage } from '../pages/destination-page.ts'
import { emptyLog, loggedRequests } from '../pages/practice.ts'
import { SamplePanel } from '../pages/sample-panel.ts'
import { SelectStep } from '../pages/select-step.ts'
import { UploadDialog } from '../pages/upload-dialog.ts'

const count = 10_000

test('a newcomer uploads 10,000 accounts, sends one edited test, and what reaches Salesloft is what was previewed', async ({
  page,
}) => {
  test.setTimeout(180_000)
  const errors = new App(page).watchErrors()
  await liftLimit(page)
  await page.goto('/nexsets?dialog=upload')
  const upload = new UploadDialog(page)
  await upload.choose('accounts.csv', accountsFile(count, 'Main'))
  await upload.create('Main accounts')
  await expect(page.getByText('10,000 records').first()).toBeVisible()

  await page.goto('/nexsets')
  await page.getByRole('button', { name: 'Add to Main accounts' }).click()
  await page.getByRole('menuitem', { name: 'Send to Destination' }).click()
  await new SelectStep(page).tile('Salesloft').click()
  await page.getByRole('radio', { name: /Practice Salesloft/ }).check()
  await page.getByRole('button', { name: 'Next' }).click()

  const configure = new ConfigureStep(page)
  const samples = new SamplePanel(page)
  await configure.choose('Upsert an Account')
  await expect(samples.rows).toHaveCount(3)
  await samples.startTest()
  await emptyLog()
  const edited = '{"name":"Edited by hand","domain":"main-1.example","upsert_key":"domain"}'
  await samples.edit(edited)
  await samples.send().click()
  await expect(samples.row(0).getByText('Response')).toBeVisible()
  await configure.done.click()

  const destination = new DestinationPage(page)
  const id = await destination.id()
  await destination.activate()
  await destination.expectCount('Sent', '10,000', 120_000)

  const [test_, ...delivered] = (await loggedRequests('/v2/account_upserts')).map(({ body }) => body)
  expect(test_).toBe(edited)
  const previewed = (await previewedRequests(page, id, count)).map(({ body }) => body ?? '')
  expect(previewed.length).toBe(count)
  expect(delivered.toSorted()).toEqual(previewed.toSorted())
  expect(errors).toEqual([])
})
