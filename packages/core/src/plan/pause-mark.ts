/**
 * Value of a pause annotation that a plan wrote, and that the plan which goes on takes away again.
 * Any other value is somebody else's, and stays.
 */
export const planPauseMark = "imagewright";
