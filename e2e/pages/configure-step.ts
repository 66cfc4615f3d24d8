import { expect, type Locator, type Page } from '@playwright/test'

/** The wizard's last step: the settings at the left, and Done. */
export class ConfigureStep {
  readonly page: Page
  readonly name: Locator
  readonly done: Locator
  readonly endpoint: Locator
  readonly url: Locator

  constructor(page: Page) {
    this.page = page
    this.name = page.getByRole('textbox', { name: 'Name of the destination' })
    this.done = page.getByRole('button', { name: 'Done', exact: true })
    this.endpoint = page.getByRole('combobox', { name: 'Endpoint' })
    this.url = page.getByRole('combobox', { name: 'URL' })
  }

  tab(name: 'Template' | 'Advanced'): Locator {
    return this.page.getByRole('navigation', { name: 'Ways to configure' }).getByRole('link', { name })
  }

  /** Opens the step for a Nexset, as Practice Salesloft unless another credential is named. */
  async open(nexsetId: string, credential = 'Practice Salesloft'): Promise<void> {
    await this.page.goto(`/nexsets/${nexsetId}/send/select`)
    await this.page.getByRole('button', { name: 'Salesloft' }).click()
    await this.page.getByRole('radio', { name: new RegExp(`^${credential}`) }).check()
    await this.page.getByRole('button', { name: 'Next' }).click()
    await expect(this.name).toBeVisible()
  }

  async choose(template: string): Promise<void> {
    await this.endpoint.click()
    await this.page.getByRole('option', { name: template }).click()
    await expect(this.page.getByRole('region', { name: template })).toBeVisible()
  }

  param(label: string): Locator {
    return this.page.getByRole('combobox', { name: label })
  }

  async pick(label: string, option: string): Promise<void> {
    await this.page.getByRole('combobox', { name: label }).click()
    await this.page.getByRole('option', { name: option, exact: true }).click()
  }

  async exclude(attribute: string): Promise<void> {
    await this.page.getByRole('combobox', { name: /Exclude Attributes/ }).fill(attribute)
    await this.page.getByRole('option', { name: attribute }).first().click()
    await this.page.keyboard.press('Escape')
    await expect(this.page.getByRole('option')).toHaveCount(0)
  }

  batching(): Locator {
    return this.page.getByRole('checkbox', { name: 'Would you like to batch your records together?' })
  }
}
