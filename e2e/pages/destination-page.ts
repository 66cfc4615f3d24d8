import { expect, type Locator, type Page } from '@playwright/test'

/** The page of one destination. */
export class DestinationPage {
  readonly page: Page
  readonly counts: Locator
  /** What was sent of late, and what the team's points went to. */
  readonly chart: Locator
  /** Of the table of records, without its head. */
  readonly rows: Locator
  /** The record that is open beside the table. */
  readonly panel: Locator
  readonly causes: Locator

  constructor(page: Page) {
    this.page = page
    this.counts = page.getByRole('region', { name: 'Records by outcome' })
    this.chart = page.getByRole('region', { name: 'Throughput and budget' })
    const records = page.getByRole('table', { name: 'Records with their outcomes' })
    this.rows = records.getByRole('row').filter({ has: page.getByRole('button', { name: /^Open record/ }) })
    this.panel = page.getByRole('dialog', { name: /^Record #/ })
    this.causes = page.getByRole('navigation', { name: 'Causes' }).getByRole('link')
  }

  async open(id: string, tab = 'overview'): Promise<void> {
    await this.page.goto(`/destinations/${id}/${tab}`)
    await expect(this.page.getByRole('navigation', { name: 'Parts of the destination' })).toBeVisible()
  }

  async openRecord(seq: number): Promise<void> {
    await this.page.getByRole('button', { name: `Open record ${seq}`, exact: true }).click()
  }

  tab(name: string): Locator {
    return this.page.getByRole('navigation', { name: 'Parts of the destination' }).getByRole('link', { name })
  }

  /** Its id, once it has been saved. */
  async id(): Promise<string> {
    await this.page.waitForURL(/\/destinations\/[0-9a-f-]{36}\/overview$/)
    return new URL(this.page.url()).pathname.split('/')[2] ?? ''
  }

  /** Activates it at the first record. */
  async activate(): Promise<void> {
    await this.page.getByRole('button', { name: 'Activate', exact: true }).click()
    const dialog = this.page.getByRole('dialog')
    await expect(dialog.getByRole('radio', { name: 'the first record' })).toBeChecked()
    await dialog.getByRole('button', { name: 'Activate', exact: true }).click()
    await expect(dialog).toBeHidden()
  }

  /** Waits, while events keep the page fresh, until so many records have an outcome. */
  async expectCount(outcome: string, count: string, timeout: number): Promise<void> {
    const link = this.counts.getByRole('link', { name: new RegExp(`^${outcome}`) })
    await expect(link.getByText(count, { exact: true })).toBeVisible({ timeout })
  }
}
