import type { JsonObject } from "@imagewright/core";

/**
 * A function that reads an object once and then knows the answer: objects do not change, and one
 * class is asked for by every cluster of it.
 */
export function rememberByObject<Answer extends object>(
  read: (object: JsonObject) => Answer,
): (object: JsonObject) => Answer {
  const answers = new WeakMap<JsonObject, Answer>();
  return (object) => {
    const known = answers.get(object);
    if (known !== undefined) {
      return known;
    }
    const answer = read(object);
    answers.set(object, answer);
    return answer;
  };
}
