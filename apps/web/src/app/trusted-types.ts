/**
 * Under the page's policy every text that is to become markup passes here. The components' style rules do; anything
 * with a `<` is refused, so no record's value can ever become an element.
 */
function allowStyleRulesOnly(): void {
  if (!('trustedTypes' in globalThis)) return
  const factory: unknown = Reflect.get(globalThis, 'trustedTypes')
  if (!hasCreatePolicy(factory)) return
  factory.createPolicy('default', {
    createHTML: (text) => {
      if (text.includes('<')) throw new TypeError('Markup from text is refused.')
      return text
    },
  })
}

type PolicyFactory = { createPolicy: (name: string, rules: { createHTML: (text: string) => string }) => unknown }

function hasCreatePolicy(value: unknown): value is PolicyFactory {
  return typeof value === 'object' && value !== null && 'createPolicy' in value
}

allowStyleRulesOnly()
