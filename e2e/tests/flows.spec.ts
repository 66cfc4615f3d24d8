import { expect, test } from '@playwright/test'
import { App } from '../pages/app.ts'
import { Seed } from '../pages/seed.ts'

const csv = 'salesloft_id,name\n900001,Halden\n900002,Kestrel\n'
const deletion = {
  mode: 'template',
  template: 'accounts.delete',
  params: { account_id: { from: 'attribute', attribute: 'salesloft_id' } },
}

test('what can’t be undone is activated only with the typed name and count, and then shows its progress live', async ({
  page,
  request,
}) => {
  const seed = new Seed(request)
  const app = new App(page)
  const errors = app.watchErrors()
  await seed.destination('Delete closed-lost', await seed.nexset('Closed-lost', csv), deletion)
  await page.goto('/')
  await page.getByRole('button', { name: 'Activate Delete closed-lost' }).click()
  const dialog = page.getByRole('dialog', { name: 'Activate Delete closed-lost' })
  const activate = dialog.getByRole('button', { name: 'Activate' })
  await expect(activate).toBeDisabled()
  await dialog.getByLabel('Type the destination’s name').fill('Delete closed-lost')
  await dialog.getByLabel('and the count').fill('3')
  await expect(dialog.getByText('2, not 3')).toBeVisible()
  await expect(activate).toBeDisabled()
  await app.expectGoodLook('activate what can’t be undone')

  await dialog.getByLabel('and the count').fill('2')
  await activate.click()
  await expect(dialog).toBeHidden()
  const flow = page.getByRole('article', { name: 'Closed-lost' })
  // Practice Salesloft has no such accounts: both are refused, and the page learns it without a reload.
  await expect(flow.getByText('2 of 2')).toBeVisible()
  await expect(flow.getByText('2 rejected')).toBeVisible()
  await app.expectGoodLook('Flows, with destinations')
  expect(errors).toEqual([])
})

test('a Nexset in use says why it can’t be deleted', async ({ page, request }) => {
  const seed = new Seed(request)
  const nexset = await seed.nexset('In use', csv)
  await seed.destination('Uses it', nexset, deletion)
  await page.goto('/nexsets')
  await page.getByRole('button', { name: 'More for In use' }).click()
  await new App(page).expectGoodLook('menu of a Nexset')
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(page.getByText('1 destination uses it. Delete that first.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Delete Nexset' })).toBeDisabled()
  await new App(page).expectGoodLook('delete Nexset in use')
})

test('the + of a Nexset leads to the wizard, by keyboard alone', async ({ page, request }) => {
  const id = await new Seed(request).nexset('Keyboard', csv)
  await page.goto('/')
  await page.getByRole('button', { name: 'Add to Keyboard' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Send to Destination' })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.waitForURL(`/nexsets/${id}/send/select`)

  await page.goto('/')
  await page.getByRole('button', { name: 'Add to Keyboard' }).click()
  await expect(page.getByRole('menuitem', { name: 'Send to Destination' })).toBeVisible()
  await new App(page).expectGoodLook('plus menu')
})
