/** How this was built; replaced by the bundler, so it may stand in the browser's code as well. */
export const isDevelopment = process.env.NODE_ENV === 'development';
export const isProduction = process.env.NODE_ENV === 'production';
