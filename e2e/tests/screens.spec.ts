import { expect, test } from '@playwright/test'
import { App } from '../pages/app.ts'

const screens = [
  { path: '/', heading: 'Flows' },
  { path: '/nexsets', heading: 'Nexsets' },
  { path: '/destinations', heading: 'Destinations' },
  { path: '/credentials', heading: 'Credentials' },
  { path: '/activity', heading: 'Activity' },
]

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1440, 1024, 390]) {
    test(`every screen is accessible and fits at ${width} pixels in the ${colorScheme} theme`, async ({ browser }) => {
      const page = await browser.newPage({ colorScheme, viewport: { width, height: 844 } })
      const app = new App(page)
      const errors = app.watchErrors()
      for (const { path, heading } of screens) {
        await page.goto(path)
        await app.expectHeading(heading)
        await expect(page.getByRole('status', { name: /^Loading/ })).toHaveCount(0)
        expect({ path, found: await app.findings() }).toEqual({ path, found: [] })
        expect({ path, sideways: await app.sidewaysPixels() }).toEqual({ path, sideways: 0 })
      }
      expect(errors).toEqual([])
      await page.close()
    })
  }
}

test('an address that leads nowhere says so and leads home', async ({ page }) => {
  await page.goto('/no-such-page')
  await expect(page.getByText('There is no page at this address')).toBeVisible()
  await page.getByRole('link', { name: 'Go to Flows' }).click()
  await new App(page).expectHeading('Flows')
})

test('the palette goes anywhere from the keyboard', async ({ page }) => {
  await page.goto('/')
  const app = new App(page)
  await app.expectHeading('Flows')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('credent')
  await expect(page.getByRole('dialog').getByText('Credentials')).toBeVisible()
  expect(await app.findings()).toEqual([])
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await app.expectHeading('Credentials')
})
