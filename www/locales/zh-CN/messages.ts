// Chinese for what the engine says in English: warnings, errors, figures, what a setting may be. What isn't known stays as it is.

/** A message with its Chinese; `$1` is what stands in the first parentheses. */
const MESSAGES: readonly (readonly [RegExp, string])[] = [];

/** A message in Chinese. */
export function heard(message: string): string {
  for (const [pattern, chinese] of MESSAGES) if (pattern.test(message)) return message.replace(pattern, chinese);
  return message;
}
