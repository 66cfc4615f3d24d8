import type { Locator, Page } from '@playwright/test'

/** The page of one Nexset. */
export class NexsetPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  tab(name: string): Locator {
    return this.page.getByRole('navigation', { name: 'Parts of the Nexset' }).getByRole('link', { name })
  }

  table(name: string): Locator {
    return this.page.getByRole('table', { name, exact: true })
  }

  /** The cells of a table's row, by the text of one of them. */
  row(table: string, text: string): Locator {
    return this.table(table).getByRole('row').filter({ hasText: text })
  }

  async menu(name: string, item: string): Promise<void> {
    await this.page
      .getByRole('button', { name: `More for ${name}` })
      .first()
      .click()
    await this.page.getByRole('menuitem', { name: item }).click()
  }
}
