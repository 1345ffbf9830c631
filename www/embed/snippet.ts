// What authors paste into their pages: the element, or a plain frame for sites that take no scripts. Pure.

import { NAME } from './name';

/** Which of the two. */
export const SNIPPETS = ['element', 'frame'] as const;
export type Snippet = (typeof SNIPPETS)[number];

/** What a plain frame may do that frames of other sites otherwise may not. */
export const ALLOW = 'cross-origin-isolated; clipboard-write; fullscreen; web-share';

/** The element's attributes for a link: the same names. */
export function attributesOf(link: string): [string, string][] {
  return [...new URLSearchParams(link.replace(/^#/, ''))].filter(([name]) => name !== 'v');
}

/** The element with the script that makes it known; `page` is the playground's address. */
export function elementSnippet(link: string, page: URL): string {
  const source = new URL('embed.js', page).href;
  return `${tag('script', [['type', 'module'], ['src', source]])}\n${tag(NAME, attributesOf(link))}\n`;
}

/** A frame of a given height. */
export function frameSnippet(link: string, page: URL, title: string, heightPx: number): string {
  const attributes: [string, string][] = [
    ['src', frameAddress(link, page)],
    ['title', title],
    ['style', `width: 100%; height: ${heightPx}px; border: 0`],
    ['loading', 'lazy'],
    ['allow', ALLOW],
  ];
  return `${tag('iframe', attributes)}\n`;
}

/** The compact page's address. */
export function frameAddress(link: string, page: URL): string {
  const address = new URL('?embed=1', page);
  address.hash = link;
  return address.href;
}

function tag(name: string, attributes: readonly (readonly [string, string])[]): string {
  const written = attributes.filter(([known]) => /^[\w.]+$/.test(known)).map(([known, value]) => ` ${known}="${escaped(value)}"`);
  return `<${name}${written.join('')}></${name}>`;
}

/** As an attribute's value. Signs that nobody sees, among them those that turn the reading direction, are spelled out. */
export function escaped(value: string): string {
  return value.replaceAll(/[&<>"'`]|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (sign) => `&#${sign.codePointAt(0) ?? 0};`).replaceAll('&#38;', '&amp;');
}
