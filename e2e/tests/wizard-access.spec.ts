import { expect, type Locator, type Page, test } from '@playwright/test'
import { App } from '../pages/app.ts'
import { ConfigureStep } from '../pages/configure-step.ts'
import { accounts, makeNexset } from '../pages/nexset-api.ts'
import { SamplePanel } from '../pages/sample-panel.ts'
import { SelectStep } from '../pages/select-step.ts'

const screens = ([1440, 1024, 390] as const).flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
)

for (const { width, colorScheme } of screens) {
  test(`every state of the wizard is accessible and fits at ${width} pixels in the ${colorScheme} theme`, async ({
    browser,
  }) => {
    test.setTimeout(120_000)
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 844 } })
    const page = await context.newPage()
    const app = new App(page)
    const errors = app.watchErrors()
    const configure = new ConfigureStep(page)
    const samples = new SamplePanel(page)
    const findings: string[] = []
    const check = async (state: string) => {
      findings.push(...(await app.findings()).map((finding) => `${state}: ${finding}`))
      const sideways = await app.sidewaysPixels()
      if (sideways > 0) findings.push(`${state}: ${sideways} pixels too wide`)
    }
    const nexset = await makeNexset(page, `States ${width} ${colorScheme}`, [
      { name: 'A', domain: 'https://a.example', salesloft_id: 7, company: 'A', address: { city: 'Oslo' } },
      ...accounts(3, 'State'),
    ])
    const select = new SelectStep(page)
    await select.open(nexset)
    await expect(select.tile('Salesloft')).toBeVisible()
    await check('select')
    await select.search.fill('nothing like it')
    await check('select, nothing found')
    await select.search.fill('')
    await select.tile('Salesloft').click()
    await page.getByRole('radio', { name: /Practice Salesloft/ }).check()
    await check('authenticate')
    await page.getByRole('button', { name: 'Add credential' }).click()
    await expect(page.getByRole('dialog', { name: 'Add credential' })).toBeVisible()
    await check('authenticate, panel open')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Next' }).click()
    await expect(configure.name).toBeVisible()
    await check('configure, nothing chosen')
    await configure.done.click({ force: true })
    await check('configure, reasons open')
    await page.keyboard.press('Escape')
    await configure.endpoint.click()
    await check('configure, endpoints open')
    await page.getByRole('option', { name: 'Create an Account' }).click()
    await expect(samples.rows).toHaveCount(3)
    await page
      .getByRole('button', { name: /^Show all/ })
      .first()
      .click()
    await check('template with an invalid sample')
    await configure.choose('Delete an Account')
    await configure.param('Account ID').focus()
    await page.keyboard.type('{')
    await check('attributes open')
    await page.keyboard.type('salesloft')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Pick Account ID' }).click()
    await expect(page.getByRole('dialog', { name: 'Accounts' })).toBeVisible()
    await expect(page.getByRole('status', { name: /^Looking up/ })).toHaveCount(0)
    await check('picker open')
    await page.keyboard.press('Escape')
    await samples.startTest()
    await check('irreversible test')
    await samples.root.getByRole('button', { name: 'Leave test' }).click()
    await configure.tab('Advanced').click()
    await page.getByRole('textbox', { name: 'Request Headers' }).fill('X-Source:sluice,Authorization:x')
    await configure.pick('Method', 'POST')
    await configure.url.fill((await configure.url.inputValue()).replace(/\/v2\/.*/, '/v2/accounts'))
    await configure.batching().check()
    await check('advanced, with a problem')
    await page.getByRole('textbox', { name: 'Request Headers' }).fill('X-Source:sluice')
    await page.getByRole('button', { name: 'Pick records' }).click()
    await check('pick records open')
    await page.keyboard.press('Escape')
    await samples.startTest()
    await samples.send().click()
    await expect(samples.row(0).getByText('Response')).toBeVisible()
    await check('answer of a test')
    await page.getByRole('link', { name: 'Leave the wizard' }).click()
    await expect(page.getByRole('dialog', { name: 'Leave before it is saved?' })).toBeVisible()
    await check('leaving')
    expect({ findings, errors }).toEqual({ findings: [], errors: [] })
    await context.close()
  })
}

test('the whole wizard works by keyboard alone', async ({ page }) => {
  const nexset = await makeNexset(page, 'Keys', accounts(4, `Keys${Date.now()}`))
  const configure = new ConfigureStep(page)
  const samples = new SamplePanel(page)
  await new SelectStep(page).open(nexset)
  await expect(new SelectStep(page).search).toBeFocused()
  await tabTo(page, new SelectStep(page).tile('Salesloft'))
  await page.keyboard.press('Enter')
  const practice = page.getByRole('radio', { name: /Practice Salesloft/ })
  await expect(practice).toBeVisible()
  await tabTo(page, page.getByRole('radio'))
  await tabTo(page, practice, 'ArrowDown')
  await page.keyboard.press('Space')
  await tabTo(page, page.getByRole('button', { name: 'Next' }))
  await page.keyboard.press('Enter')
  await expect(configure.endpoint).toBeVisible()
  await tabTo(page, configure.endpoint)
  await page.keyboard.type('upsert')
  await page.keyboard.press('Enter')
  await expect(samples.rows).toHaveCount(3)

  const divider = page.getByRole('separator', { name: 'Width of Sample Payload' })
  await tabTo(page, divider)
  const before = Number(await divider.getAttribute('aria-valuenow'))
  await page.keyboard.press('ArrowLeft')
  await expect(divider).toHaveAttribute('aria-valuenow', String(before + 24))
  await tabTo(page, samples.root.getByRole('button', { name: 'Test', exact: true }))
  await page.keyboard.press('Enter')
  await tabTo(page, samples.send())
  await page.keyboard.press('Enter')
  await expect(samples.row(0).getByText('Response')).toBeVisible()
  await tabTo(page, samples.row(1).getByRole('button').first())
  await page.keyboard.press('Enter')
  await expect(samples.body(1)).toBeVisible()
  await tabTo(page, samples.body(1))
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type(' ')
  await expect(samples.row(1).getByText(/Body · edited/)).toBeVisible()

  await tabTo(page, configure.done, 'Shift+Tab')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/destinations\/[0-9a-f-]{36}\/overview$/)
})

/** Moves the focus on, one stop at a time, until it is on one of these. */
async function tabTo(page: Page, target: Locator, key = 'Tab') {
  for (let stops = 0; stops < 600; stops += 1) {
    if (await target.evaluateAll((elements) => elements.some((element) => element === document.activeElement))) return
    await page.keyboard.press(key)
  }
  throw new Error('the keyboard never got there')
}
