import type { Locator, Page } from '@playwright/test'

/** The wizard's first step: tiles of connectors. */
export class SelectStep {
  readonly page: Page
  readonly search: Locator

  constructor(page: Page) {
    this.page = page
    this.search = page.getByRole('textbox', { name: 'Search connectors' })
  }

  async open(nexsetId: string): Promise<void> {
    await this.page.goto(`/nexsets/${nexsetId}/send/select`)
  }

  tile(name: string): Locator {
    return this.page.getByRole('list', { name: 'Connectors' }).getByRole('button', { name })
  }
}
