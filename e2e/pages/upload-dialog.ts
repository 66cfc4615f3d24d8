import { expect, type Locator, type Page } from '@playwright/test'

/** The dialog that takes a file. */
export class UploadDialog {
  readonly page: Page
  readonly dialog: Locator

  constructor(page: Page) {
    this.page = page
    this.dialog = page.getByRole('dialog')
  }

  async choose(name: string, text: string, mimeType = 'text/csv'): Promise<void> {
    await this.dialog.locator('input[type=file]').setInputFiles({ name, mimeType, buffer: Buffer.from(text) })
    await expect(this.firstRows).toBeVisible()
  }

  get firstRows(): Locator {
    return this.dialog.getByRole('group', { name: 'First rows' })
  }

  /** Cells of the rows that are shown before anything is kept. */
  cells(): Promise<string[]> {
    return this.firstRows.getByRole('cell').allInnerTexts()
  }

  option(label: string): Locator {
    return this.dialog.getByRole('combobox', { name: label })
  }

  async pick(label: string, option: string): Promise<void> {
    await this.option(label).click()
    await this.page.getByRole('option', { name: option, exact: true }).click()
  }

  async create(name: string): Promise<void> {
    await this.dialog.getByLabel('Name of the Nexset').fill(name)
    await this.dialog.getByRole('button', { name: 'Create Nexset' }).click()
    await expect(this.page.getByRole('heading', { level: 1, name })).toBeVisible()
  }
}
