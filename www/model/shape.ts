// Checks of data that came from outside, by hand: each names the field, what was given and what is allowed. Pure.

import type { Limit } from '../generated/Limit';
import { type Problem, problemText } from './spec';

/** Data that isn't what it should be. */
export class Misshapen extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problemText(problem));
    this.name = 'Misshapen';
    this.problem = problem;
  }
}

/** Refuses a value. */
export function refuse(field: string, value: unknown, allowed: string): never {
  throw new Misshapen({ field, given: brief(value), allowed });
}

/** An object that isn't a list. */
export function asObject(value: unknown, field: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse(field, value, 'an object');
  return value as Record<string, unknown>;
}

/** A list with so many entries. */
export function asList(value: unknown, field: string, { min, max }: Limit): unknown[] {
  if (!Array.isArray(value)) refuse(field, value, 'a list');
  if (value.length < min || value.length > max) {
    refuse(field, `a list of ${value.length}`, min === max ? `a list of ${min}` : `a list of ${min} to ${max}`);
  }
  return value as unknown[];
}

/** Text for people: not too long, and without what would turn or break the text around it. */
export function asText(value: unknown, field: string, max: number, min = 0): string {
  if (typeof value !== 'string' || value.length > max || value.length < min) refuse(field, value, `text of ${min} to ${max} characters`);
  if (cleanText(value) !== value) refuse(field, value, 'text without control characters');
  return value;
}

/** A finite number within bounds. */
export function asNumber(value: unknown, field: string, { min, max }: Limit): number {
  if (typeof value !== 'number' || !(value >= min && value <= max)) refuse(field, value, `a number from ${min} to ${max}`);
  return value;
}

/** A whole number within bounds. */
export function asWhole(value: unknown, field: string, { min, max }: Limit): number {
  if (!Number.isInteger(value) || !((value as number) >= min && (value as number) <= max)) {
    refuse(field, value, `a whole number from ${min} to ${max}`);
  }
  return value as number;
}

/** True or false. */
export function asFlag(value: unknown, field: string): boolean {
  if (typeof value !== 'boolean') refuse(field, value, 'true or false');
  return value;
}

/**
 * Text without control characters, halves of characters, what XML can't hold, and the marks that turn the direction of the text
 * around them. Spaces at both ends go, too.
 */
export function cleanText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF\u202A-\u202E\u2066-\u2069]/gu, '').trim();
}

function brief(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'string' ? (value === '' ? 'nothing' : value) : (JSON.stringify(value) ?? typeof value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
