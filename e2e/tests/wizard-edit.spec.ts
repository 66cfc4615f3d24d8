import { expect, type Page, test } from '@playwright/test'
import { App } from '../pages/app.ts'
import { ConfigureStep } from '../pages/configure-step.ts'
import { accounts, makeNexset } from '../pages/nexset-api.ts'
import { SamplePanel } from '../pages/sample-panel.ts'

const mapping = [
  { field: 'name', from: 'attribute', attribute: 'name', whenEmpty: 'reject' },
  { field: 'domain', from: 'text', text: '{record.domain}', whenEmpty: 'omit' },
  { field: 'size', from: 'value', value: 250, whenEmpty: 'omit' },
]

const nexset = accounts(3, 'Edited')

/** A destination over the API, as an earlier wizard has left it. */
async function makeDestination(page: Page, name: string) {
  const nexsetId = await makeNexset(page, `${name} source`, nexset)
  const { items } = await (await page.request.get('/api/v1/credentials?connector=salesloft')).json()
  const credentialId = items.find((credential: { isPractice: boolean }) => credential.isPractice).id
  const request = { mode: 'template', template: 'accounts.upsert', fields: mapping }
  const made = await page.request.post('/api/v1/destinations', {
    data: { name, connector: 'salesloft', credentialId, nexsetId, request },
  })
  return made.json()
}

const read = async (page: Page, id: string) => (await page.request.get(`/api/v1/destinations/${id}`)).json()

test('editing begins with what is saved, leaves a mapping as it is, and makes a new version', async ({ page }) => {
  const { id } = await makeDestination(page, 'To be edited')
  const configure = new ConfigureStep(page)
  await page.goto(`/destinations/${id}/edit`)
  await expect(configure.name).toHaveValue('To be edited')
  await expect(page.getByText('3 fields mapped.')).toBeVisible()
  const { name, domain } = nexset[0] ?? {}
  expect(await new SamplePanel(page).json()).toEqual({ name, domain, size: '250', upsert_key: 'domain' })
  await configure.name.fill('Was edited')
  await configure.done.click()
  await page.waitForURL(/\/overview$/)
  const saved = await read(page, id)
  expect({ name: saved.name, version: saved.version, state: saved.state, fields: saved.request.fields }).toEqual({
    name: 'Was edited',
    version: 2,
    state: 'inactive',
    fields: mapping,
  })
})

test('an active destination says what saving does to it, and goes on with the new settings', async ({ page }) => {
  const { id } = await makeDestination(page, 'Running')
  await page.request.post(`/api/v1/destinations/${id}/activate`, { data: { from: 'now' } })
  const configure = new ConfigureStep(page)
  await page.goto(`/destinations/${id}/edit`)
  await expect(page.getByText('It is active.')).toBeVisible()
  await new App(page).expectGoodLook('wizard, an active destination')
  await configure.name.fill('Still running')
  await configure.done.click()
  await page.waitForURL(/\/overview$/)
  await expect(page.getByText('It goes on with the new settings.')).toBeVisible()
  expect((await read(page, id)).state).toBe('active')
  await page.request.post(`/api/v1/destinations/${id}/pause`)
})

test('two who edit the same destination don’t overwrite each other unseen', async ({ page }) => {
  const destination = await makeDestination(page, 'Shared')
  const { id } = destination
  const configure = new ConfigureStep(page)
  await page.goto(`/destinations/${id}/edit`)
  await configure.name.fill('Mine')
  const { credentialId, request } = destination
  await page.request.put(`/api/v1/destinations/${id}`, { data: { name: 'Theirs', credentialId, request, version: 1 } })

  await configure.done.click()
  const dialog = page.getByRole('dialog', { name: 'Shared was changed meanwhile' })
  await expect(dialog).toBeVisible()
  await new App(page).expectGoodLook('wizard, changed meanwhile')
  await dialog.getByRole('button', { name: 'Load theirs' }).click()
  await expect(configure.name).toHaveValue('Theirs')

  await configure.name.fill('Mine again')
  await page.request.put(`/api/v1/destinations/${id}`, {
    data: { name: 'Theirs again', credentialId, request, version: 2 },
  })
  await configure.done.click()
  await page.getByRole('button', { name: 'Save mine' }).click()
  await page.waitForURL(/\/overview$/)
  const saved = await read(page, id)
  expect([saved.name, saved.version]).toEqual(['Mine again', 4])
})
