import { expect, type Page, test } from '@playwright/test'
import { ConfigureStep } from '../pages/configure-step.ts'
import { filesWith } from '../pages/data-files.ts'
import { accounts, makeNexset } from '../pages/nexset-api.ts'
import { SamplePanel } from '../pages/sample-panel.ts'
import { settings } from '../settings.ts'

const planted = ['canary_planted_Zx81+/8f20c6d4', 'canary_rotated_0f3a77b15e9d']

/** As it may stand in a text: plain, base64 in each alphabet, hex, for a URL. */
const formsOf = (secret: string) => [
  secret,
  Buffer.from(secret).toString('base64').replaceAll('=', ''),
  Buffer.from(secret).toString('base64url'),
  Buffer.from(secret).toString('hex'),
  encodeURIComponent(secret),
]

test('a planted secret that is used, refused and replaced stands on no page, in no answer and in no file', async ({
  page,
}) => {
  const [first = '', second = ''] = planted
  const shown: string[] = []
  page.on('response', async (response) => {
    if (response.url().includes('/api/v1/') && !response.url().includes('/events'))
      shown.push(await response.text().catch(() => ''))
  })
  await page.goto('/credentials?dialog=add')
  const panel = page.getByRole('dialog', { name: 'Add credential' })
  await panel.getByLabel('Name').fill('Canary')
  await panel.getByLabel('API key', { exact: false }).first().fill(first)
  await panel.getByRole('button', { name: 'More: base URL' }).click()
  await panel.getByLabel('Base URL').fill(`http://127.0.0.1:${settings.practicePort}`)
  await panel.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(panel.getByText('Not usable yet.')).toBeVisible()
  const { items } = await (await page.request.get('/api/v1/credentials')).json()
  const { id } = items.find(({ name }: { name: string }) => name === 'Canary')

  const nexset = await makeNexset(page, 'Canary', accounts(3, 'Canary'))
  await sendTest(page, nexset)
  shown.push(await page.content())
  await page.request.patch(`/api/v1/credentials/${id}`, { data: { secret: second } })
  await sendTest(page, nexset)
  for (const path of ['/', '/nexsets', '/destinations', '/credentials', `/credentials/${id}`, '/activity']) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByRole('status', { name: /^Loading/ })).toHaveCount(0)
    shown.push(await page.content())
  }

  const forms = planted.flatMap(formsOf)
  const everything = shown.join('\n')
  expect(forms.filter((form) => everything.includes(form))).toEqual([])
  expect(filesWith(['Canary']).found).not.toEqual([])
  expect(filesWith(forms).found).toEqual([])
})

/** One test through the wizard, which Practice Salesloft refuses: the key is none of its own. */
async function sendTest(page: Page, nexset: string): Promise<void> {
  const configure = new ConfigureStep(page)
  const samples = new SamplePanel(page)
  await configure.open(nexset, 'Canary')
  await configure.choose('Upsert an Account')
  await samples.startTest()
  await samples.send().click()
  await expect(samples.row(0).getByText('Unauthorized')).toBeVisible()
}
