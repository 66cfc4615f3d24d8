import { expect, type Page, test } from '@playwright/test'
import { ConfigureStep } from '../pages/configure-step.ts'
import { makeNexset } from '../pages/nexset-api.ts'
import { SamplePanel } from '../pages/sample-panel.ts'

/** Does something, and gives the first sample's text as it stands when the frame of that act is drawn. */
async function inItsFrame(page: Page, act: () => Promise<void>): Promise<string> {
  await page.evaluate(() => {
    const seen = new Promise<string>((resolve) => {
      const look = () =>
        requestAnimationFrame(() => resolve(document.querySelector('#samples ol > li')?.textContent ?? ''))
      for (const type of ['input', 'click']) document.addEventListener(type, look, { capture: true, once: true })
    })
    Object.assign(window, { seen })
  })
  await act()
  return page.evaluate(() => Reflect.get(window, 'seen'))
}

const records = Array.from({ length: 250 }, (_, index) => ({
  job_id: 88214,
  name: `Account ${index + 1}`,
  address: { city: 'Oslo', geo: { lat: 59.91, lon: 10.75 } },
}))

test('each Advanced setting alters the visible sample in the frame of the change', async ({ page }) => {
  const configure = new ConfigureStep(page)
  const samples = new SamplePanel(page)
  await configure.open(await makeNexset(page, 'Frames', records))
  await configure.tab('Advanced').click()
  const base = await configure.url.inputValue()
  await configure.url.fill(`${base}people`)
  await expect(samples.body()).toBeVisible()

  const url = await inItsFrame(page, () => configure.url.fill(`${base}bulk_jobs/{record.job_id}/job_data`))
  expect(url).toContain('/v2/bulk_jobs/88214/job_data')

  const headers = await inItsFrame(page, () =>
    page.getByRole('textbox', { name: 'Request Headers' }).fill('X-Source:sluice,X-City:{record.address.city}'),
  )
  expect(headers).toContain('X-CityOslo')

  const row = await inItsFrame(page, () => page.getByRole('textbox', { name: 'Name of header 1' }).fill('X-Origin'))
  expect(row).toContain('X-Originsluice')
  await expect(page.getByRole('textbox', { name: 'Request Headers' })).toHaveValue(
    'X-Origin:sluice,X-City:{record.address.city}',
  )

  await page.getByRole('combobox', { name: /Exclude Attributes/ }).fill('address.geo')
  const option = page.getByRole('option', { name: /^address\.geo\b(?!\.)/ })
  const excluded = await inItsFrame(page, () => option.first().click())
  expect([excluded.includes('"lat"'), excluded.includes('"city"')]).toEqual([false, true])
  const back = await inItsFrame(page, () => page.getByRole('button', { name: 'Send address.geo again' }).click())
  expect(back).toContain('"lat"')

  await page.getByRole('combobox', { name: 'Method' }).click()
  const method = await inItsFrame(page, () => page.getByRole('option', { name: 'PATCH' }).click())
  expect(method).toContain('PATCH')
  await configure.pick('Method', 'POST')

  await page.getByRole('combobox', { name: 'Content Format' }).click()
  const format = await inItsFrame(page, () => page.getByRole('option', { name: 'XML' }).click())
  expect(format).toContain('<record><job_id>88214</job_id>')
  await configure.pick('Content Format', 'JSON')

  const batched = await inItsFrame(page, () => configure.batching().click())
  expect(batched).toContain('"data": [')
  await page.getByRole('combobox', { name: 'Grouping Algorithm' }).click()
  const list = await inItsFrame(page, () => page.getByRole('option', { name: 'List', exact: true }).click())
  expect(list).not.toContain('"data"')
  await expect(samples.row(0)).toContainText('#1–100')
  const size = await inItsFrame(page, () => page.getByRole('textbox', { name: 'Batch Size' }).fill('40'))
  expect(size).toContain('#1–40')
  await expect(page.getByText('250 records make 7 calls, the last with 10 records.')).toBeVisible()
})

test('job data in batches: the samples are whole calls, and what was configured is what is saved', async ({ page }) => {
  const configure = new ConfigureStep(page)
  const samples = new SamplePanel(page)
  const nexset = await makeNexset(page, 'Job data', records)
  await configure.open(nexset)
  await configure.choose('Create Job Data for Bulk Job')
  await configure.param('Bulk Job ID').fill('88214')
  await page.getByRole('button', { name: 'Open in Advanced' }).click()
  await expect(page.getByText('Carried over from Create Job Data for Bulk Job.')).toBeVisible()

  const base = (await configure.url.inputValue()).replace('88214/job_data', '')
  await configure.url.fill(base)
  await configure.url.press('End')
  await page.keyboard.type('{job')
  await page.keyboard.press('Enter')
  await page.keyboard.type('/job_data')
  await expect(configure.url).toHaveValue(`${base}{record.job_id}/job_data`)
  await expect(page.getByText('/bulk_jobs/88214/job_data · for record #1')).toBeVisible()
  await page.getByRole('textbox', { name: 'Request Headers' }).fill('X-Source:sluice,X-Batch-Owner:"rev, ops"')
  await configure.exclude('job_id')
  await configure.pick('Grouping Algorithm', 'List under a key, with constants')
  await page.getByRole('textbox', { name: 'Constants' }).fill('{"source": "sluice", "share": 1.50}')
  await page.getByRole('checkbox', { name: 'Would you like to process the API response as a Webhook source?' }).check()
  await expect(page.getByText('Job data to Salesloft responses')).toBeVisible()

  await expect(samples.rows).toHaveCount(3)
  await expect(samples.row(0)).toContainText('#1–100')
  await expect(samples.row(2)).toContainText('#201–250')
  await expect(samples.fact('Carries')).toContainText('100 records, #1 to #100')
  await expect(samples.row(0)).toContainText('98 more records')
  await samples.row(0).getByRole('button', { name: 'Show all' }).click()
  await expect(samples.row(0)).toContainText('All 100 records')

  await configure.done.click()
  await page.waitForURL(/\/destinations\/[0-9a-f-]{36}\/overview$/)
  const [saved] = (await (await page.request.get(`/api/v1/destinations?nexsetId=${nexset}`)).json()).items
  expect({
    request: saved.request,
    responseWebhook: saved.responseWebhook,
    responses: saved.responseNexset?.name,
  }).toEqual({
    request: {
      mode: 'advanced',
      method: 'POST',
      contentFormat: 'json',
      url: `${base}{record.job_id}/job_data`,
      headers: [
        { name: 'X-Source', value: 'sluice' },
        { name: 'X-Batch-Owner', value: 'rev, ops' },
      ],
      excludeAttributes: ['job_id'],
      batch: {
        size: 100,
        grouping: 'array-under-key-with-constants',
        key: 'data',
        constants: { source: 'sluice', share: 1.5 },
      },
    },
    responseWebhook: true,
    responses: 'Job data to Salesloft responses',
  })
})

test('a curl command fills the tab without its secret, and a sample is copied as one that names the variable', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const configure = new ConfigureStep(page)
  await configure.open(await makeNexset(page, 'Curl', records.slice(0, 3)))
  await configure.tab('Advanced').click()
  const base = await configure.url.inputValue()
  await page.getByRole('button', { name: 'Paste cURL' }).click()
  const dialog = page.getByRole('dialog', { name: 'Paste cURL' })
  await dialog
    .getByRole('textbox', { name: 'Command' })
    .fill(
      `curl -X PUT '${base}people/{record.job_id}' -H 'Authorization: Bearer v2_ak_secret' -H 'X-Source: a' -d '{}'`,
    )
  await expect(dialog.getByText(/Authorization was dropped: the credential signs the requests/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Fill the tab' }).click()
  await expect(configure.url).toHaveValue(`${base}people/{record.job_id}`)
  await expect(page.getByRole('combobox', { name: 'Method' })).toHaveValue('PUT')
  await expect(page.getByRole('textbox', { name: 'Request Headers' })).toHaveValue('X-Source:a')
  await page
    .getByRole('navigation', { name: 'Ways to configure' })
    .locator('xpath=..')
    .getByText('Copy as cURL')
    .click()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied.split(' \\\n  ').slice(0, 2)).toEqual([
    `curl -X PUT '${base}people/88214'`,
    '-H "Authorization: Bearer $SALESLOFT_API_KEY"',
  ])
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('v2_ak_secret')
})
