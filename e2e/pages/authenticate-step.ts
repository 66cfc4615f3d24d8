import type { Locator, Page } from '@playwright/test'

/** The wizard's second step: as whom records are sent. */
export class AuthenticateStep {
  readonly page: Page
  readonly next: Locator

  constructor(page: Page) {
    this.page = page
    this.next = page.getByRole('button', { name: 'Next' })
  }

  credential(name: string): Locator {
    return this.page.getByRole('radio', { name: new RegExp(name) })
  }
}
