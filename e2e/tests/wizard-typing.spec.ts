import { expect, test } from '@playwright/test'
import { ConfigureStep } from '../pages/configure-step.ts'
import { makeNexset } from '../pages/nexset-api.ts'
import { SamplePanel } from '../pages/sample-panel.ts'

const records = Array.from({ length: 60 }, (_, index) =>
  Object.fromEntries([
    ['id', index + 1],
    ...Array.from({ length: 29 }, (_entry, at) => [`attribute_${at + 1}`, `Value ${at + 1} of record ${index + 1}`]),
  ]),
)
const passes = 3

test('typing stays smooth with 50 samples of 30 attributes: no task takes 50 ms', async ({ page }) => {
  const configure = new ConfigureStep(page)
  const samples = new SamplePanel(page)
  await configure.open(await makeNexset(page, 'Typing', records))
  await configure.tab('Advanced').click()
  const base = await configure.url.inputValue()
  await configure.url.fill(`${base}people/`)
  await samples.show(50)
  await expect(samples.rows).toHaveCount(50)
  await expect(samples.body()).toBeVisible()
  await page.evaluate(() => {
    const tasks: number[] = []
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) tasks.push(entry.duration)
    }).observe({ type: 'longtask' })
    Object.assign(window, { tasks })
  })

  // Other work on the machine can stretch a task; what the page itself needs shows in the best pass.
  const found: number[][] = []
  for (let pass = 0; pass < passes && !found.some((tasks) => tasks.length === 0); pass += 1) {
    await page.evaluate(() => Reflect.get(window, 'tasks').splice(0))
    await configure.url.fill(`${base}people/`)
    await configure.url.press('End')
    await page.keyboard.type('{record.id}/notes?from=sluice', { delay: 15 })
    await page.getByRole('textbox', { name: 'Request Headers' }).fill('')
    await page
      .getByRole('textbox', { name: 'Request Headers' })
      .pressSequentially('X-Source:sluice,X-Name:{record.id}', {
        delay: 15,
      })
    await configure.name.fill(`Pass ${pass + 1}`)
    await expect(samples.row(49)).toContainText('/v2/people/50/notes?from=sluice')
    found.push(await page.evaluate(() => [...Reflect.get(window, 'tasks')]))
  }
  expect(found.at(-1)).toEqual([])
})
