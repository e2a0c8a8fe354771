import type { Escape } from "./checked-template.ts";
import type { PlaceMachine } from "./place.ts";

/** Dialects in which every place is the same. */
function uniform(escape: Escape): PlaceMachine<"anywhere"> {
  return {
    start: "anywhere",
    text: (state) => ({ state }),
    print: (state) => ({ state, escape }),
    safe: (state) => ({ state }),
    join: (state) => state,
    unclosed: () => undefined,
  };
}

/** Plain text: values stand as they are. */
export const textPlaces = uniform("text");

/** Makefiles and make lines: values of the safe class only. */
export const makePlaces = uniform("make");
