/** The bundler turns these imports into the stylesheet beside the script. */
declare module '*.css';
