import type { Locator, Page } from '@playwright/test'

/** The Sample Payload panel: samples to unfold, and in test mode to edit and send. */
export class SamplePanel {
  readonly page: Page
  readonly root: Locator
  readonly rows: Locator

  constructor(page: Page) {
    this.page = page
    this.root = page.getByRole('region', { name: 'Sample Payload' })
    this.rows = this.root.locator('ol > li')
  }

  row(index: number): Locator {
    return this.rows.nth(index)
  }

  async show(count: 3 | 10 | 50): Promise<void> {
    await this.root
      .getByRole('radiogroup', { name: 'Number of samples' })
      .getByText(String(count), { exact: true })
      .click()
  }

  /** The editor of a sample's body, or its view. */
  body(index = 0): Locator {
    return this.row(index).getByRole('textbox', { name: /^Body of #/ })
  }

  /** The text of a sample's body, without line breaks and blanks between. */
  async json(index = 0): Promise<unknown> {
    await this.body(index).getByText('}').last().waitFor()
    const lines = await this.body(index).locator('.cm-line').allTextContents()
    return JSON.parse(lines.join('\n'))
  }

  fact(name: string, index = 0): Locator {
    return this.row(index).locator('dt', { hasText: name }).locator('xpath=following-sibling::dd[1]')
  }

  async startTest(): Promise<void> {
    await this.root.getByRole('button', { name: 'Test', exact: true }).click()
  }

  send(index = 0): Locator {
    return this.row(index).getByRole('button', { name: 'Send Test Data' })
  }

  /** Puts another text into a sample's editor. */
  async edit(text: string, index = 0): Promise<void> {
    await this.body(index).click()
    await this.page.keyboard.press('ControlOrMeta+a')
    await this.page.keyboard.insertText(text)
  }
}
