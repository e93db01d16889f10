import type { Author } from './history.ts';

/** The people of the sample. Nobody of them exists; `.example` domains can never be registered. */
export const ana: Author = { name: 'Ana Ruiz', email: 'ana@shop.example' };
export const ben: Author = { name: 'Ben Okafor', email: 'ben@shop.example' };
export const chiara: Author = { name: 'Chiara Rossi', email: 'chiara@shop.example' };
export const dev: Author = { name: 'Dev Patel', email: 'dev@shop.example' };
export const emma: Author = { name: 'Emma Lindqvist', email: 'emma@shop.example' };
export const maria: Author = { name: 'Maria Lopez', email: 'maria@shop.example' };
export const jonas: Author = { name: 'Jonas Weber', email: 'jonas@shop.example' };
