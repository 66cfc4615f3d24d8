import { expect, test } from '@playwright/test'
import { accountsFile } from '../pages/accounts-file.ts'
import { ConfigureStep } from '../pages/configure-step.ts'
import { liftLimit, previewedRequests } from '../pages/delivery-api.ts'
import { DestinationPage } from '../pages/destination-page.ts'
import { carried, emptyLog, loggedRequests, makeBulkJob } from '../pages/practice.ts'

const count = 10_000

test('10,000 records go to a bulk job by hand-made calls of 100, and each answer becomes a record', async ({
  page,
}) => {
  test.setTimeout(180_000)
  await liftLimit(page)
  const uploaded = await page.request.post('/api/v1/nexsets', {
    multipart: {
      name: 'Job accounts',
      file: { name: 'job.csv', mimeType: 'text/csv', buffer: Buffer.from(accountsFile(count, 'Job')) },
    },
  })
  expect(uploaded.status(), await uploaded.text()).toBe(201)
  const nexset = await uploaded.json()
  const job = await makeBulkJob('Accounts of the year')

  const configure = new ConfigureStep(page)
  await configure.open(nexset.id)
  await configure.tab('Advanced').click()
  await configure.url.fill(`${await configure.url.inputValue()}bulk_jobs/${job}/job_data`)
  await page.getByRole('textbox', { name: 'Request Headers' }).fill('X-Source:sluice,X-Batch-Owner:revops')
  await configure.exclude('description')
  await configure.exclude('phone')
  await configure.batching().check()
  await expect(page.getByText('10,000 records make 100 calls', { exact: false })).toBeVisible()
  await page.getByRole('checkbox', { name: 'Would you like to process the API response as a Webhook source?' }).check()
  await configure.name.fill('Accounts into bulk job')
  await configure.done.click()

  const destination = new DestinationPage(page)
  const id = await destination.id()
  await emptyLog()
  await destination.activate()
  await destination.expectCount('Sent', '10,000', 120_000)

  const logged = await loggedRequests(`/v2/bulk_jobs/${job}/job_data`)
  const previewed = await previewedRequests(page, id, count)
  expect(logged.map(({ body }) => body).toSorted()).toEqual(previewed.map(({ body }) => body).toSorted())
  expect({
    calls: logged.length,
    records: logged.map((request) => carried(request).length),
    attributes: Object.keys(carried(logged[0] ?? { method: '', path: '', status: 0, headers: {}, body: '{}' })[0]),
    headers: [...new Set(logged.map(({ headers }) => `${headers['x-source']} ${headers['x-batch-owner']}`))],
  }).toEqual({
    calls: 100,
    records: Array.from({ length: 100 }, () => 100),
    attributes: ['name', 'domain', 'industry', 'postal_code', 'founded'],
    headers: ['sluice revops'],
  })

  await destination.tab('Configuration').click()
  await page.getByRole('link', { name: 'Accounts into bulk job responses' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Accounts into bulk job responses' })).toBeVisible()
  await expect(page.getByText('100 records', { exact: true }).first()).toBeVisible()
})
