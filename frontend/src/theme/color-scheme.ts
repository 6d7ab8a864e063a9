/** Attribute on <html> that carries the colour scheme; set before the first paint by a script with the nonce. */
export const COLOR_SCHEME_ATTRIBUTE = 'data-color-scheme';
