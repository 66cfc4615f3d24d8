import { expect, test } from '@playwright/test'
import { App } from '../pages/app.ts'
import { settings } from '../settings.ts'

const practiceKey = 'ak_5a1e10f75a1e10f75a1e10f75a1e10f75a1e10f75a1e10f75a1e10f75a1e10f7'

test('a key is checked, saved with what the check found, and never shown again', async ({ page }) => {
  const app = new App(page)
  await page.goto('/credentials')
  await page.getByRole('button', { name: 'Add credential' }).click()
  const panel = page.getByRole('dialog', { name: 'Add credential' })
  await panel.getByLabel('Name').fill('RevOps')
  await panel.getByLabel('API key', { exact: false }).first().fill(practiceKey)
  await panel.getByRole('button', { name: 'More: base URL' }).click()
  await panel.getByLabel('Base URL').fill(`http://127.0.0.1:${settings.practicePort}`)
  await app.expectGoodLook('add credential')
  await panel.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(panel.getByText('Key accepted')).toBeVisible()
  await app.expectGoodLook('add credential, key accepted')
  await panel.getByRole('button', { name: 'Close', exact: true }).last().click()
  await page.getByRole('link', { name: 'RevOps' }).click()
  await app.expectHeading('RevOps')
  await app.expectGoodLook('credential')
  expect(await page.content()).not.toContain(practiceKey)
})

test('a refused key is saved and says that it is not usable yet', async ({ page }) => {
  await page.goto('/credentials?dialog=add')
  const panel = page.getByRole('dialog', { name: 'Add credential' })
  await panel.getByLabel('Name').fill('Old key')
  await panel.getByLabel('API key', { exact: false }).first().fill('ak_revoked')
  await panel.getByRole('button', { name: 'More: base URL' }).click()
  await panel.getByLabel('Base URL').fill(`http://127.0.0.1:${settings.practicePort}`)
  await panel.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(panel.getByText('Not usable yet.')).toBeVisible()
  await new App(page).expectGoodLook('add credential, key refused')
})
