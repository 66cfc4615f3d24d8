import { expect, test } from '@playwright/test'
import { App } from '../pages/app.ts'

test('a first visitor sees two ways to begin, and is in the wizard with sample data after one click', async ({
  page,
}) => {
  const app = new App(page)
  const errors = app.watchErrors()
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'Send your first records to Salesloft' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Upload a file' })).toBeVisible()
  await app.expectGoodLook('first visit')

  for (const [path, empty] of [
    ['/nexsets', 'There is no Nexset yet'],
    ['/destinations', 'There is no destination yet'],
    ['/activity', 'Nothing has been sent yet'],
  ] as const) {
    await page.goto(path)
    await expect(page.getByText(empty)).toBeVisible()
    await app.expectGoodLook(`${path.slice(1)}, empty`)
  }
  await page.goto('/')
  await page.getByRole('button', { name: 'Try with sample data' }).click()
  await page.waitForURL(/\/nexsets\/[0-9a-f-]{36}\/send\/select$/)
  expect(errors).toEqual([])
})
