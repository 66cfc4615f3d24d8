import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import type Axe from 'axe-core'

declare global {
  var axe: typeof Axe | undefined
}

const source = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

/**
 * What all of axe's rules find on the page as it stands: rule and place. The rules are put into each document once,
 * and only violations are written out: what passes costs as much as the rules themselves.
 */
export async function accessibilityFindings(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => globalThis.axe !== undefined))) await page.evaluate(source)
  return page.evaluate(async () => {
    const results = await globalThis.axe?.run({ resultTypes: ['violations'] })
    if (results === undefined) return ['axe is missing']
    return results.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
  })
}
