import type { FastifyPluginAsync } from 'fastify'
import { z } from 'zod'
import { escapeHtml, sendPage } from './page.ts'

const Schema = z.unknown()
const Content = z.record(z.string(), z.object({ schema: Schema.optional() }))
const Operation = z.object({
  summary: z.string().optional(),
  description: z.string().optional(),
  parameters: z
    .array(z.object({ name: z.string(), in: z.string(), required: z.boolean().optional(), schema: Schema }))
    .optional(),
  requestBody: z.object({ content: Content }).optional(),
  responses: z.record(z.string(), z.object({ content: Content.optional() })).optional(),
})
type Operation = z.infer<typeof Operation>
const Document = z.object({ paths: z.record(z.string(), z.record(z.string(), Operation)) })

/** `/api/openapi.json`, and the same as a page to read at `/api/docs`. */
export const apiDocs: FastifyPluginAsync = async (app) => {
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger())

  app.get('/api/docs', { schema: { hide: true } }, (_request, reply) => {
    const { paths } = Document.parse(app.swagger())
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => section(method, path, operation)),
    )
    return sendPage(reply, (nonce) => pageOf(nonce, operations.join('')))
  })
}

function pageOf(nonce: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Sluice API</title>
<style nonce="${nonce}">
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem }
h2 { font-size: 1.125rem; margin-top: 2rem } code, pre { font-family: ui-monospace, monospace; font-size: .875rem }
pre { overflow: auto; border: 1px solid; border-radius: 6px; padding: .75rem }
</style>
</head>
<body>
<main>
<h1>Sluice API</h1>
<p>JSON over HTTP. Errors are <code>application/problem+json</code> with a stable <code>code</code>.
The same for programs: <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
${content}
</main>
</body>
</html>`
}

function section(method: string, path: string, operation: Operation): string {
  const parameters = (operation.parameters ?? []).map((parameter) => {
    const place = `${parameter.in}${parameter.required ? ', required' : ''}`
    return `<li><code>${escapeHtml(parameter.name)}</code> (${escapeHtml(place)}): <code>${escapeHtml(JSON.stringify(parameter.schema))}</code></li>`
  })
  const answers = Object.entries(operation.responses ?? {}).filter(([status]) => status.startsWith('2'))
  return [
    `<section><h2><code>${escapeHtml(`${method.toUpperCase()} ${path}`)}</code></h2>`,
    `<p>${escapeHtml(operation.summary ?? operation.description ?? '')}</p>`,
    parameters.length > 0 ? `<ul>${parameters.join('')}</ul>` : '',
    block('Body', operation.requestBody?.content),
    ...answers.map(([status, { content }]) => block(`Answer ${status}`, content)),
    '</section>',
  ].join('')
}

function block(title: string, content: z.infer<typeof Content> | undefined): string {
  const [entry] = Object.entries(content ?? {})
  if (!entry) return ''
  const [type, { schema }] = entry
  const text = JSON.stringify(schema, null, 2) ?? ''
  return `<details><summary>${escapeHtml(`${title} (${type})`)}</summary><pre tabindex="0">${escapeHtml(text)}</pre></details>`
}
