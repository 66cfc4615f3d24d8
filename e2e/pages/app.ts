import { expect, type Locator, type Page } from '@playwright/test'
import { accessibilityFindings } from './accessibility-findings.ts'

/** What is the same on every screen with the rail. */
export class App {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** Watches for errors in the console and breaches of the page's policy; the list is to stay empty. */
  watchErrors(): string[] {
    const errors: string[] = []
    this.page.on('console', (message) => {
      if (message.type() === 'error')
        errors.push(`${message.text()} (${message.location().url}:${message.location().lineNumber})`)
    })
    this.page.on('pageerror', (error) => errors.push(error.message))
    return errors
  }

  place(name: string): Locator {
    return this.page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name })
  }

  /** The WCAG 2.2 AA and best-practice findings of axe on the page as it stands: what, and where. */
  async findings(): Promise<string[]> {
    // Colours are measured once nothing moves any more.
    await this.page.waitForFunction(() =>
      document.getAnimations().every((animation) => animation.playState !== 'running'),
    )
    return accessibilityFindings(this.page)
  }

  /** By how many pixels the page is wider than its window. */
  sidewaysPixels(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  }

  async expectHeading(name: string): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name })).toBeVisible()
  }
}
