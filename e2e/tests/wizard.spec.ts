import { expect, test } from '@playwright/test'
import { App } from '../pages/app.ts'
import { AuthenticateStep } from '../pages/authenticate-step.ts'
import { ConfigureStep } from '../pages/configure-step.ts'
import { accounts, makeNexset } from '../pages/nexset-api.ts'
import { SamplePanel } from '../pages/sample-panel.ts'
import { SelectStep } from '../pages/select-step.ts'

test('a newcomer goes through the three steps, sends one edited test and saves, and nothing else is sent', async ({
  page,
}) => {
  const errors = new App(page).watchErrors()
  const nexset = await makeNexset(page, 'Target accounts', accounts(12, 'Walk'))
  const select = new SelectStep(page)
  await select.open(nexset)
  await expect(select.search).toBeFocused()
  await select.tile('Salesloft').click()

  const authenticate = new AuthenticateStep(page)
  await expect(page.getByText('Sends nothing to Salesloft').first()).toBeVisible()
  await expect(authenticate.next).toBeDisabled()
  await authenticate.credential('Practice Salesloft').check()
  await authenticate.next.click()

  const configure = new ConfigureStep(page)
  const samples = new SamplePanel(page)
  await expect(configure.name).toHaveValue('Target accounts to Salesloft')
  await configure.choose('Upsert an Account')
  await expect(samples.rows).toHaveCount(3)
  expect(await samples.json()).toEqual({
    name: 'Walk 1',
    domain: 'walk-1.example',
    industry: 'Energy',
    upsert_key: 'domain',
  })

  await samples.startTest()
  await expect(samples.root.getByText('Nothing reaches Salesloft.')).toBeVisible()
  await samples.edit('{"name": "Edited", "domain": "walk-1.example", "upsert_key": "domain"}')
  await expect(samples.row(0).getByText(/Body · edited/)).toBeVisible()
  await samples.send().click()
  await expect(samples.row(0).getByText('Response')).toBeVisible()
  await expect(samples.row(0).getByText('1 point', { exact: false })).toBeVisible()
  await expect(samples.row(0).getByRole('textbox', { name: 'Body of the answer' })).toContainText('"Edited"')
  await expect(samples.root.getByText('1 test of these records so far')).toBeVisible()

  await configure.done.click()
  await page.waitForURL(/\/destinations\/[0-9a-f-]{36}\/overview$/)
  await expect(page.getByText('Nothing was sent yet: activate it when you are ready.')).toBeVisible()
  const [saved] = (await (await page.request.get(`/api/v1/destinations?nexsetId=${nexset}`)).json()).items
  expect({ state: saved.state, request: saved.request, sent: saved.counts.sent }).toEqual({
    state: 'inactive',
    request: {
      mode: 'template',
      template: 'accounts.upsert',
      params: {},
      options: {},
      fields: null,
      excludeAttributes: [],
      sendInvalid: false,
      batch: null,
    },
    sent: 0,
  })
  expect(errors).toEqual([])
})

test('Done says what is missing and leads there; the draft survives a reload, and leaving asks', async ({ page }) => {
  const nexset = await makeNexset(page, 'Drafted', accounts(3, 'Draft'))
  const configure = new ConfigureStep(page)
  await configure.open(nexset)
  await configure.choose('Update an Existing Account')
  await expect(configure.done).toBeDisabled()
  await configure.done.click({ force: true })
  await page
    .getByRole('button', { name: /^Account ID is needed/ })
    .last()
    .click()
  await expect(configure.param('Account ID')).toBeFocused()
  await configure.name.fill('My update')
  await configure.param('Account ID').fill('4711')
  await expect(page.getByText(/^Draft saved \d\d:\d\d$/)).toBeVisible()

  await page.reload()
  await expect(configure.name).toHaveValue('My update')
  await expect(configure.param('Account ID')).toHaveValue('4711')
  await expect(configure.done).toBeEnabled()

  await page.getByRole('link', { name: 'Leave the wizard' }).click()
  const dialog = page.getByRole('dialog', { name: 'Leave before it is saved?' })
  await dialog.getByRole('button', { name: 'Stay' }).click()
  await expect(configure.name).toHaveValue('My update')
  await page.getByRole('link', { name: 'Leave the wizard' }).click()
  await dialog.getByRole('button', { name: 'Discard the draft' }).click()
  await page.waitForURL(/\/records$/)
  await configure.open(nexset)
  await expect(configure.name).toHaveValue('Drafted to Salesloft')
})

test('the samples are of as many and of such records as one wants to see', async ({ page }) => {
  const configure = new ConfigureStep(page)
  const samples = new SamplePanel(page)
  await configure.open(await makeNexset(page, 'Picked', accounts(30, 'Pick')))
  await configure.choose('Upsert an Account')
  await samples.show(10)
  await expect(samples.rows).toHaveCount(10)
  await samples.show(50)
  await expect(samples.rows).toHaveCount(30)
  await samples.show(3)
  await page.getByRole('button', { name: 'Pick records' }).click()
  await page.getByRole('textbox', { name: 'Records that hold' }).fill('pick-17.example')
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await expect(samples.rows).toHaveCount(1)
  await expect(samples.fact('Carries')).toHaveText('record #17 (new tab), found by domain = pick-17.example')
  await page.getByRole('button', { name: 'Pick records' }).click()
  await page.getByRole('radio', { name: 'Random records' }).check()
  await expect(samples.rows).toHaveCount(3)
})

test('what Salesloft finds at fault is shown on its line and as a remedy', async ({ page }) => {
  const nexset = await makeNexset(page, 'Faulty', [
    { name: 'Copperline', domain: 'copperline.example' },
    { name: 'Alder', domain: 'https://alder.example/about' },
  ])
  const configure = new ConfigureStep(page)
  const samples = new SamplePanel(page)
  await configure.open(nexset)
  await configure.choose('Create an Account')
  await expect(samples.row(1)).toContainText('isn’t sent')
  await samples.row(1).getByRole('button').first().click()
  await expect(samples.row(1).locator('.cm-faulty')).toContainText('https://alder.example/about')

  await samples.startTest()
  await samples.edit('{"name": ')
  await expect(samples.row(0).getByText(/^Not JSON, line 1/)).toBeVisible()
  await expect(samples.send()).toBeDisabled()
  await samples.edit('{\n  "name": "Copperline",\n  "domain": "https://copperline.example",\n  "owner_id": 99120\n}')
  await samples.send().click()
  const remedies = samples.row(0).getByRole('list', { name: 'What to mend' })
  await expect(remedies).toContainText('domain')
  await expect(samples.row(0).locator('.cm-faulty').first()).toContainText('https://copperline.example')
  await remedies.getByRole('button').first().click()
  await expect(samples.body()).toBeFocused()
  await samples.row(0).getByRole('button', { name: 'Reset' }).click()
  await expect(samples.row(0).getByText('Body as built')).toBeVisible()
  await samples.root.getByRole('button', { name: 'Leave test' }).click()
  expect(await samples.json()).toEqual({ name: 'Copperline', domain: 'copperline.example' })
})

test('a test that can’t be undone asks for the id first, and what a test made can be removed again', async ({
  page,
}) => {
  const domain = `undo-${Date.now()}.example`
  const nexset = await makeNexset(page, 'Undo', [{ name: 'To be removed', domain }])
  const configure = new ConfigureStep(page)
  const samples = new SamplePanel(page)
  await configure.open(nexset)
  await configure.choose('Create an Account')
  await samples.startTest()
  await samples.send().click()
  await samples.row(0).getByRole('button', { name: 'Undo' }).click()
  await expect(samples.row(0).getByText(/^Undone:/)).toBeVisible()

  await samples.send().click()
  await expect(samples.row(0).getByRole('button', { name: 'Undo' })).toBeVisible()
  const answer = await samples.row(0).getByRole('textbox', { name: 'Body of the answer' }).textContent()
  const id = /"id":\s*(\d+)/.exec(answer ?? '')?.[1] ?? ''
  await configure.choose('Delete an Account')
  await configure.param('Account ID').fill(id)
  await expect(samples.send()).toBeDisabled()
  await samples
    .row(0)
    .getByRole('textbox', { name: `Type ${id} to send this for real` })
    .fill(id)
  await samples.send().click()
  await expect(samples.row(0)).toContainText('204')
})
