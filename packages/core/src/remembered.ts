const mostAnswers = 4096;

/**
 * A pure function of a text that remembers its answers: a fleet asks the same of thousands of
 * clusters.
 */
export function remembered<Answer>(ask: (text: string) => Answer): (text: string) => Answer {
  const answers = new Map<string, { readonly answer: Answer }>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) {
      return known.answer;
    }
    const answer = ask(text);
    if (answers.size >= mostAnswers) {
      answers.clear();
    }
    answers.set(text, { answer });
    return answer;
  };
}
