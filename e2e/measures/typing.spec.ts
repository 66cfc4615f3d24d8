import { type Browser, expect, type Page, test } from '@playwright/test'
import { ConfigureStep } from '../pages/configure-step.ts'
import { makeNexset } from '../pages/nexset-api.ts'
import { SamplePanel } from '../pages/sample-panel.ts'

const records = Array.from({ length: 60 }, (_, index) =>
  Object.fromEntries([
    ['id', index + 1],
    ...Array.from({ length: 29 }, (_entry, at) => [`attribute_${at + 1}`, `Value ${at + 1} of record ${index + 1}`]),
  ]),
)
const longestMs = 50
const passes = 3

test('typing stays smooth with 50 samples of 30 attributes: no task needs 50 ms', async ({ browser, page }) => {
  const configure = new ConfigureStep(page)
  const samples = new SamplePanel(page)
  const headers = page.getByRole('textbox', { name: 'Request Headers' })
  await configure.open(await makeNexset(page, 'Typing', records))
  await configure.tab('Advanced').click()
  const base = await configure.url.inputValue()
  await configure.url.fill(`${base}people/`)
  await samples.show(50)
  await expect(samples.rows).toHaveCount(50)
  await expect(samples.body()).toBeVisible()

  // A garbage collection may fall into any one pass: what typing itself needs shows in the best of them.
  const longest: number[] = []
  for (let pass = 0; pass < passes && !(Math.min(...longest) < longestMs); pass += 1) {
    await configure.url.fill(`${base}people/`)
    await configure.url.press('End')
    await headers.fill('')
    const tasks = await tasksDuring(browser, page, async () => {
      await configure.url.focus()
      await page.keyboard.type('{record.id}/notes?from=sluice', { delay: 15 })
      await headers.pressSequentially('X-Source:sluice,X-Name:{record.id}', { delay: 15 })
      await configure.name.pressSequentially('!', { delay: 15 })
    })
    await expect(samples.row(49)).toContainText('/v2/people/50/notes?from=sluice')
    expect(tasks.length).toBeGreaterThan(50)
    longest.push(Math.max(...tasks))
  }
  const best = Math.min(...longest)
  console.log(
    `typing, 50 samples of 30 attributes: the longest task takes ${best.toFixed(0)} ms (goal below ${longestMs})`,
  )
  expect(best).toBeLessThan(longestMs)
})

type TraceEvent = { name: string; ph: string; pid: number; tid: number; tdur?: number; args: { name?: string } }

/**
 * The milliseconds of processor time of each task of the page's main thread meanwhile. Unlike the time on the clock, it
 * doesn't grow with what else the machine has to do.
 */
async function tasksDuring(browser: Browser, page: Page, act: () => Promise<void>): Promise<number[]> {
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline'] })
  await act()
  const { traceEvents }: { traceEvents: TraceEvent[] } = JSON.parse((await browser.stopTracing()).toString())
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid}-${tid}`
  const mains = new Set(
    traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(threadOf),
  )
  return traceEvents
    .filter((event) => event.ph === 'X' && event.name.endsWith('RunTask') && mains.has(threadOf(event)))
    .map(({ tdur = 0 }) => tdur / 1000)
}
