/** Where Salesloft documents its calls. Pages of single calls lie below it. */
export const reference = 'https://developers.salesloft.com/docs/api/'

/** The rule that every template with fields states in its help. */
export const fieldNamesHelp =
  'The Nexset’s attributes must carry Salesloft’s field names, or be mapped to them. Fields that this page doesn’t list are sent as they are; Salesloft’s reference has the complete list.'
