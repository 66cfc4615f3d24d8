import { expect, type Locator, type Page } from '@playwright/test'
import { accessibilityFindings } from './accessibility-findings.ts'

const pictures = process.env.PICTURES

const themes = ['light', 'dark'] as const

/** One width alone is looked at in both themes. */
function looks(widths: readonly number[]) {
  if (pictures || widths.length === 1)
    return widths.flatMap((width) => themes.map((colorScheme) => ({ width, colorScheme })))
  return widths.map((width, at) => ({ width, colorScheme: themes[at % 2] ?? 'light' }))
}

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

  /**
   * Expects that the page as it stands is accessible and no wider than its window, in each of these widths and in both
   * themes: a width in one theme, the next in the other. With `PICTURES` set to a folder it is each width in each
   * theme, photographed there under the state's name.
   */
  async expectGoodLook(state: string, widths: readonly number[] = [1440, 1024, 390]): Promise<void> {
    const before = this.page.viewportSize()
    const faults: string[] = []
    for (const { width, colorScheme } of looks(widths)) {
      await this.page.setViewportSize({ width, height: width < 600 ? 844 : 900 })
      await this.page.emulateMedia({ colorScheme })
      faults.push(...(await this.#faults()).map((fault) => `${state}, ${width} ${colorScheme}: ${fault}`))
      if (pictures) await this.page.screenshot({ path: `${pictures}/${state}/${width}-${colorScheme}.png` })
    }
    await this.page.emulateMedia({ colorScheme: 'light' })
    if (before) await this.page.setViewportSize(before)
    expect(faults).toEqual([])
  }

  async #faults(): Promise<string[]> {
    // Colours are measured once nothing moves any more.
    await this.page.evaluate(async () => {
      await new Promise(requestAnimationFrame)
      await new Promise(requestAnimationFrame)
      const moving = document.getAnimations().filter(({ effect }) => effect?.getTiming().iterations !== Infinity)
      await Promise.allSettled(moving.map(({ finished }) => finished))
    })
    const findings = await accessibilityFindings(this.page)
    const sideways = await this.page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement
      return scrollWidth - clientWidth
    })
    return sideways > 0 ? [...findings, `${sideways} pixels too wide`] : findings
  }

  async expectHeading(name: string): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name })).toBeVisible()
  }
}
