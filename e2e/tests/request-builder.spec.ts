import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { type Proof, prove } from '@sluice/request-builder/test/browser-entry'
import { build } from 'vite'

test('builds in Chromium, byte for byte, what it builds in Node', async ({ page }) => {
  // All vectors and properties run twice.
  test.slow()
  await page.goto('about:blank')
  await page.addScriptTag({ content: await bundledProof() })
  const [inChromium, inNode] = [readProof(await page.evaluate('RequestBuilder.prove()')), readProof(prove())]

  expect(inChromium.properties.filter(({ exception }) => exception !== null)).toEqual([])
  expect(inChromium.vectors.length).toBeGreaterThan(0)
  expect(inChromium).toEqual(inNode)
})

/** The vectors, the properties and the builder, in one script that a page can run. */
async function bundledProof(): Promise<string> {
  const entry = fileURLToPath(import.meta.resolve('@sluice/request-builder/test/browser-entry'))
  const lib = { entry, name: 'RequestBuilder', formats: ['iife' as const] }
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: { lib, write: false, minify: false, target: 'esnext' },
  })
  const [bundle] = [built].flat()
  const script = bundle !== undefined && 'output' in bundle ? bundle.output[0].code : undefined
  if (script === undefined) throw new Error('The bundler gave no script.')
  return script
}

function readProof(text: unknown): Proof {
  if (typeof text !== 'string') throw new Error('A proof is JSON text.')
  return JSON.parse(text)
}
