import { expect, test } from '@playwright/test'
import { accessibilityFindings } from '../pages/accessibility-findings.ts'
import { App } from '../pages/app.ts'

test('every place is accessible and fits at every width in both themes', async ({ page }) => {
  const app = new App(page)
  const errors = app.watchErrors()
  await page.goto('/')
  for (const place of ['Flows', 'Nexsets', 'Destinations', 'Credentials', 'Activity']) {
    await app.place(place).click()
    await app.expectHeading(place)
    await expect(page.getByRole('status', { name: /^Loading/ })).toHaveCount(0)
    await app.expectGoodLook(place)
  }
  expect(errors).toEqual([])
})

test('a picture without a name and text too pale to read would be found', async ({ page }) => {
  await page.goto('/')
  await new App(page).expectHeading('Flows')
  await page.evaluate(() => {
    const pale = Object.assign(document.createElement('p'), { id: 'pale', textContent: 'Pale' })
    pale.style.color = 'rgb(240, 240, 240)'
    document.querySelector('h1')?.after(pale, Object.assign(new Image(), { id: 'bare' }))
  })
  expect(await accessibilityFindings(page)).toEqual(['color-contrast: #pale', 'image-alt: #bare'])
})

test('an address that leads nowhere says so and leads home', async ({ page }) => {
  await page.goto('/no-such-page')
  await expect(page.getByText('There is no page at this address')).toBeVisible()
  await new App(page).expectGoodLook('no such page')
  await page.getByRole('link', { name: 'Go to Flows' }).click()
  await new App(page).expectHeading('Flows')
})

test('a page whose parts can’t be loaded says so, and the others are there', async ({ page }) => {
  await page.goto('/')
  const app = new App(page)
  await app.expectHeading('Flows')
  await page.route(/\/assets\/activity-page/, (route) => route.abort())
  await app.place('Activity').click()
  await app.expectHeading('This page couldn’t be shown')
  await app.expectGoodLook('page that can’t be loaded')
  await app.place('Nexsets').click()
  await app.expectHeading('Nexsets')
})

test('the palette goes anywhere from the keyboard', async ({ page }) => {
  await page.goto('/')
  const app = new App(page)
  await app.expectHeading('Flows')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused()
  await page.keyboard.type('credent')
  await expect(page.getByRole('dialog').getByText('Credentials')).toBeVisible()
  await app.expectGoodLook('palette')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await app.expectHeading('Credentials')
})
