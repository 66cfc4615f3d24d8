import { expect, it } from 'vitest'
import { advanced, shortOf } from '../test/requests.ts'
import { xmlName } from './xml-name.ts'

const form = (record: string) => shortOf(advanced({ contentFormat: 'form' }), [record])[0]
const xml = (record: string) =>
  shortOf(advanced({ contentFormat: 'xml' }), [record])[0]?.replace('<?xml version="1.0" encoding="UTF-8"?>', '')

it.each([
  ['{}', ''],
  ['{"a":{"b":{"c":1E5}}}', 'a%5Bb%5D%5Bc%5D=1E5'],
  ['{"a":[[1,[2]],{"b":[3]}]}', 'a%5B%5D%5B%5D=1&a%5B%5D%5B%5D%5B%5D=2&a%5B%5D%5Bb%5D%5B%5D=3'],
  ['{"a":[null,{},[]]}', 'a%5B%5D='],
  ['{"":"x","é&=":"\\ud800 +"}', '=x&%C3%A9%26%3D=%EF%BF%BD+%2B'],
  ['{"__proto__":{"x":1}}', '__proto__%5Bx%5D=1'],
])('writes %s as a form', (record, body) => {
  expect(form(record)).toBe(body)
})

it.each([
  ['{}', '<record/>'],
  ['{"a":{"b":{}},"c":[[1],[]]}', '<record><a><b/></a><c><item><item>1</item></item><item/></c></record>'],
  ['{"a":"]]>\\"\'&"}', '<record><a>]]&gt;"\'&amp;</a></record>'],
  ['{"a":"\\t\\n\\r\\u0085"}', '<record><a>\t\n&#13;\u0085</a></record>'],
  ['{"a":"\\u0000","b":"\\ufffe\\ud800x"}', '<record><a/><b>x</b></record> ! xml_character_dropped'],
  ['{"a":false,"b":-0}', '<record><a>false</a><b>-0</b></record>'],
])('writes %s as XML', (record, body) => {
  expect(xml(record)).toBe(body)
})

it.each([
  ['a', 'a'],
  ['', '_'],
  ['1st', '_1st'],
  ['-x', '_-x'],
  ['.x', '_.x'],
  ['·x', '_·x'],
  ['a:b c', 'a_b_c'],
  [':', '_'],
  ['é×÷😀', 'é__😀'],
  ['<a/>', '_a__'],
  ['\ud800a', '_a'],
  ['\u0301', '_\u0301'],
])('makes the key %j an element’s name', (key, name) => {
  expect(xmlName(key)).toBe(name)
})

it('leaves excluded attributes out of forms and XML, too', () => {
  const excludeAttributes = ['a', 'b.c']
  const record = '{"a":1,"b":{"c":2,"d":3}}'
  expect(shortOf(advanced({ contentFormat: 'form', excludeAttributes }), [record])).toEqual(['b%5Bd%5D=3'])
  expect(shortOf(advanced({ contentFormat: 'xml', excludeAttributes }), [record])[0]).toContain(
    '<record><b><d>3</d></b></record>',
  )
})

it('sends no body with GET and DELETE, whatever the format', () => {
  expect(shortOf(advanced({ method: 'GET', contentFormat: 'xml' }), ['{"a":"\\u0000"}'])).toEqual([
    'https://api.salesloft.com/v2/people',
  ])
})
