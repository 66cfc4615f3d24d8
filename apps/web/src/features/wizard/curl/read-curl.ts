import type { ContentFormat, Header } from '@sluice/schema'
import { shellWords } from './shell-words.ts'

/** What a curl command line says in Advanced mode's terms. `remarks` name what it holds that the tab doesn't take. */
export type CurlReading =
  | { ok: true; method: string; url: string; headers: Header[]; contentFormat: ContentFormat; remarks: string[] }
  | { ok: false; message: string }

type Found = {
  method: string | null
  urls: string[]
  headers: Header[]
  hasBody: boolean
  isGet: boolean
  remarks: string[]
}

/**
 * Reads a curl command line as browsers, Postman and API references write it. `Authorization`, `-u` and cookies are
 * dropped, and so is the body, which Sluice makes from the records.
 */
export function readCurl(text: string): CurlReading {
  const [command, ...words] = shellWords(text.trim().replace(/^\$\s+/, ''))
  if (command === undefined || !/(^|\/)curl(\.exe)?$/.test(command))
    return { ok: false, message: 'This isn’t a curl command: it begins with curl, as in curl -X POST https://…' }
  const found = readOptions(words)
  const url = found.urls[0]
  if (url === undefined) return { ok: false, message: 'The command has no URL.' }
  if (found.urls.length > 1) found.remarks.push(`Only the first of its ${found.urls.length} URLs is taken.`)
  if (found.hasBody) found.remarks.push('Its body isn’t taken: Sluice makes the body from your records.')
  const { headers, contentFormat } = readHeaders(found)
  const method = found.method ?? (found.hasBody && !found.isGet ? 'POST' : 'GET')
  return {
    ok: true,
    method: method.toUpperCase(),
    url: /^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `https://${url}`,
    headers,
    contentFormat,
    remarks: found.remarks,
  }
}

/** Options with an argument that the tab has no place for. */
const ignoredWithArgument =
  /^(?:-[oTmwcEKCDFrtxyYz]|--(?:output|upload-file|max-time|write-out|cookie-jar|cert|key|cacert|config|form|form-string|proxy|connect-timeout|retry|retry-delay|resolve|interface|max-redirs|limit-rate|range|dump-header|http-proxy|unix-socket))$/
const bodyOption = /^(?:-d|--data|--data-raw|--data-ascii|--data-binary|--data-urlencode|--json)$/

function readOptions(words: string[]): Found {
  const found: Found = { method: null, urls: [], headers: [], hasBody: false, isGet: false, remarks: [] }
  const queue = words.flatMap(splitOption)
  for (let at = 0; at < queue.length; at += 1) {
    const word = queue[at] ?? ''
    const take = () => queue[++at] ?? ''
    if (word === '-X' || word === '--request') found.method = take()
    else if (word === '--url') found.urls.push(take())
    else if (word === '-H' || word === '--header') addHeader(found, take())
    else if (bodyOption.test(word)) {
      take()
      found.hasBody = true
      if (word === '--json') found.headers.push({ name: 'Content-Type', value: 'application/json' })
    } else if (word === '-G' || word === '--get') found.isGet = true
    else if (word === '-I' || word === '--head') found.method = 'HEAD'
    else if (word === '-u' || word === '--user' || word === '--oauth2-bearer') {
      take()
      found.remarks.push('Its user or token was dropped: the credential signs the requests.')
    } else if (word === '-b' || word === '--cookie') {
      take()
      found.remarks.push('Its cookies were dropped: the credential signs the requests.')
    } else if (word === '-A' || word === '--user-agent') addHeader(found, `User-Agent: ${take()}`)
    else if (word === '-e' || word === '--referer') addHeader(found, `Referer: ${take()}`)
    else if (ignoredWithArgument.test(word)) found.remarks.push(`${word} ${take()} has no place here and was left out.`)
    else if (!word.startsWith('-')) found.urls.push(word)
  }
  return found
}

/** `-XPOST` and `--request=POST` as two words. */
function splitOption(word: string): string[] {
  const long = /^(--[a-z0-9-]+)=([\s\S]*)$/.exec(word)
  if (long) return [long[1] ?? '', long[2] ?? '']
  const short = /^(-[XHduAbeo])([\s\S]+)$/.exec(word)
  return short ? [short[1] ?? '', short[2] ?? ''] : [word]
}

function addHeader(found: Found, text: string): void {
  const at = text.indexOf(':')
  if (at > 0) found.headers.push({ name: text.slice(0, at).trim(), value: text.slice(at + 1).trim() })
}

/** Headers that credential, format and connection set by themselves. */
const setForYou = /^(?:accept|accept-encoding|host|connection|content-length|user-agent|cookie|referer|origin|sec-.*)$/

function readHeaders(found: Found): { headers: Header[]; contentFormat: ContentFormat } {
  const headers: Header[] = []
  let contentFormat: ContentFormat = 'json'
  const dropped: string[] = []
  for (const header of found.headers) {
    const name = header.name.toLowerCase()
    if (name === 'authorization' || name === 'proxy-authorization')
      found.remarks.push(
        `${header.name} was dropped: the credential signs the requests. A new key goes into a credential.`,
      )
    else if (name === 'content-type') contentFormat = formatOf(header.value)
    else if (setForYou.test(name)) dropped.push(header.name)
    else if (!headers.some((other) => other.name.toLowerCase() === name)) headers.push(header)
  }
  if (dropped.length > 0) found.remarks.push(`${dropped.join(', ')}: left out, Sluice sets what is needed itself.`)
  return { headers, contentFormat }
}

function formatOf(contentType: string): ContentFormat {
  if (/xml/i.test(contentType)) return 'xml'
  return /x-www-form-urlencoded/i.test(contentType) ? 'form' : 'json'
}
