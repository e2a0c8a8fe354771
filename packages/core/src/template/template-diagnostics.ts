import { defineDiagnostics } from "../diagnostic.ts";

/** What can be wrong with a template's language: its form, before the model is looked at. */
const formRules = {
  TEMPLATE_SYNTAX: {
    severity: "error",
    cause: "The source is no Handlebars template.",
    remedy: "Correct the tag; every block needs its end tag.",
  },
  TEMPLATE_FOREIGN_BRACES: {
    severity: "error",
    cause: "Braces of another template language stand where Handlebars expects its own.",
    remedy: "Put the foreign text into a raw block: {{{{raw}}}}…{{{{/raw}}}}.",
  },
  TEMPLATE_CHARACTER: {
    severity: "error",
    cause: "The source holds a NUL character or half of a surrogate pair.",
    remedy: "Remove the character.",
  },
  TEMPLATE_TOO_LARGE: {
    severity: "error",
    cause: "The source is longer than a template may be.",
    remedy: "Split the template into partials, or move data into the model.",
  },
  TEMPLATE_TOO_DEEP: {
    severity: "error",
    cause: "Blocks nest deeper than allowed.",
    remedy: "Make the template flatter.",
  },
  TEMPLATE_TOO_COMPLEX: {
    severity: "error",
    cause: "The checks would visit too many nodes.",
    remedy: "Use fewer partials and loops inside each other.",
  },
  TEMPLATE_BACKSLASH: {
    severity: "warning",
    cause: "One backslash before a tag makes Handlebars print the tag itself.",
    remedy: "Write two backslashes for one and the value, or a raw block to print braces.",
  },
  TEMPLATE_PARENT_PATH: {
    severity: "error",
    cause: "`../` means different things for different data.",
    remedy: "Name the outer value with a block parameter, or start at @root.",
  },
  TEMPLATE_DECORATOR: {
    severity: "error",
    cause: "Decorators are not part of the template language.",
    remedy: "Remove the decorator; give partials as files of their own.",
  },
  TEMPLATE_PARTIAL_DYNAMIC: {
    severity: "error",
    cause: "The name of a partial is computed.",
    remedy: "Write the partial's name, and choose with #if.",
  },
  TEMPLATE_PARTIAL_BLOCK: {
    severity: "error",
    cause: "Partial blocks are not part of the template language.",
    remedy: "Call the partial with {{> name context}}.",
  },
  TEMPLATE_PARTIAL_UNKNOWN: {
    severity: "error",
    cause: "No partial of that name is known.",
    remedy: "Correct the name, or add the partial.",
  },
  TEMPLATE_ARGUMENTS: {
    severity: "error",
    cause: "A block or partial got too few, too many or unknown arguments.",
    remedy: "Give each block one value, and each partial at most one context.",
  },
  TEMPLATE_BLOCK_PARAMETERS: {
    severity: "error",
    cause: "The block has no such block parameters.",
    remedy: "#each gives two (item and index, or value and key), #with gives one.",
  },
  TEMPLATE_BLOCK_UNKNOWN: {
    severity: "error",
    cause: "No block of that name is known.",
    remedy: "Use if, unless, each, with, or a raw block.",
  },
  TEMPLATE_RAW_BLOCK: {
    severity: "error",
    cause: "A raw block has one name only, and no arguments.",
    remedy: "Write {{{{raw}}}}…{{{{/raw}}}}.",
  },
  TEMPLATE_HELPER_UNKNOWN: {
    severity: "error",
    cause: "A value is called like a helper, and there is none of that name.",
    remedy: "Compute the value in the model, and print it by its name.",
  },
  TEMPLATE_SUBEXPRESSION: {
    severity: "error",
    cause: "Expressions in parentheses are not part of the template language.",
    remedy: "Compute the value in the model.",
  },
  TEMPLATE_LITERAL: {
    severity: "error",
    cause: "A literal stands where a path is expected; Handlebars would look it up as a name.",
    remedy: "Write the text outside the tag, or name a field of the model.",
  },
  TEMPLATE_RESERVED_NAME: {
    severity: "error",
    cause: "A name is one of Handlebars' own helpers.",
    remedy: "Use another name; {{./name}} reads a field that is called like a helper.",
  },
  TEMPLATE_DATA_UNKNOWN: {
    severity: "error",
    cause: "No such @ variable exists at this place.",
    remedy: "Use @root, and inside #each @index, @key, @first and @last.",
  },
} as const;

/** What can be wrong between a template and its model. */
const modelRules = {
  TEMPLATE_SHADOWED: {
    severity: "error",
    cause: "A new name hides a field that could be read before.",
    remedy: "Use another name.",
  },
  TEMPLATE_PATH_UNKNOWN: {
    severity: "error",
    cause: "The model has no such field.",
    remedy: "Correct the name, or add the field to the model.",
  },
  TEMPLATE_PROTOTYPE_NAME: {
    severity: "error",
    cause: "The name is one that every JavaScript object inherits.",
    remedy: "Give the field of the model another name.",
  },
  TEMPLATE_INDEX: {
    severity: "error",
    cause: "An item of a list is read by its number.",
    remedy: "Use #each, or give the item a field of its own in the model.",
  },
  TEMPLATE_OPTIONAL: {
    severity: "error",
    cause: "A value that may be absent is read without a guard.",
    remedy: "Put it inside {{#if value}}, {{#with value}} or {{#each value}}.",
  },
  TEMPLATE_PRINTED_OBJECT: {
    severity: "error",
    cause: "A map is printed.",
    remedy: "Print its fields, or loop over it with #each.",
  },
  TEMPLATE_PRINTED_LIST: {
    severity: "error",
    cause: "A list is printed.",
    remedy: "Loop over it with #each.",
  },
  TEMPLATE_PRINTED_NULL: {
    severity: "error",
    cause: "Null is printed.",
    remedy: "Write the text outside the tag.",
  },
  TEMPLATE_PRINTED_UNKNOWN: {
    severity: "error",
    cause: "A value of unknown type is printed.",
    remedy: "Give the field a type in the model.",
  },
  TEMPLATE_IF_NUMBER: {
    severity: "error",
    cause: "A condition on a number is false for 0.",
    remedy: "Write includeZero=true, or put a boolean into the model.",
  },
  TEMPLATE_EACH_TYPE: {
    severity: "error",
    cause: "#each runs over something that is neither a list nor a map.",
    remedy: "Name a list or a map.",
  },
  TEMPLATE_WITH_TYPE: {
    severity: "error",
    cause: "#with opens something that is no map.",
    remedy: "Name a map, or print the value by its path.",
  },
  TEMPLATE_CONTEXT_TYPE: {
    severity: "error",
    cause: "A partial with fields of its own gets a context that is no map.",
    remedy: "Give the partial a map.",
  },
  TEMPLATE_SAFE_TEXT: {
    severity: "error",
    cause: "Three braces print without escaping, which only safe text of the dialect may.",
    remedy: "Use two braces; or let the model hold safe text of this dialect.",
  },
  TEMPLATE_RECURSION: {
    severity: "error",
    cause: "A partial calls itself with a context that is not smaller.",
    remedy: "Call it with a part of its own context, or loop with #each.",
  },
} as const;

/** What can be wrong with the place a value stands at. */
const placeRules = {
  TEMPLATE_PLACE: {
    severity: "error",
    cause: "A value stands where its dialect cannot carry it.",
    remedy: "Move the value to a place of its own, such as between quotes.",
  },
  TEMPLATE_BRANCHES: {
    severity: "error",
    cause: "The branches of a block end at different places of the dialect.",
    remedy: "Close in each branch what it opens.",
  },
  TEMPLATE_LOOP: {
    severity: "error",
    cause: "The body of a loop does not end as it began.",
    remedy: "Close in the body what it opens.",
  },
  TEMPLATE_UNCLOSED: {
    severity: "error",
    cause: "The template ends inside a construct of its dialect.",
    remedy: "Close it.",
  },
  TEMPLATE_OVERRIDE_UNKNOWN: {
    severity: "error",
    cause: "An override has the name of no built-in template or partial.",
    remedy: "Use the name of a built-in template or partial.",
  },
  TEMPLATE_OVERRIDE_TWICE: {
    severity: "error",
    cause: "Two files replace the same template or partial.",
    remedy: "Keep one of them.",
  },
  TEMPLATE_TEXT: {
    severity: "error",
    cause: "The literal text does not fit what stands around it.",
    remedy: "Correct the text.",
  },
} as const;

/** Every finding the template checks can make. */
export const templateDiagnostics = defineDiagnostics({
  ...formRules,
  ...modelRules,
  ...placeRules,
});

export type TemplateDiagnosticCode = keyof typeof templateDiagnostics.rules;
