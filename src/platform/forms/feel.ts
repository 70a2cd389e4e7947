import { evaluate, parseExpression } from 'feelin';

/** Longest expression, in characters; with the rules below it bounds the time of one evaluation. */
export const longestExpression = 400;

// No loops but one level of some/every, no own functions, no ranges to build, no regular expressions.
const allowedNodes = new Set(
  `Expression Conjunction Disjunction Comparison VariableName Identifier CompareOp StringLiteral NumericLiteral BooleanLiteral
  PathExpression PathName IfExpression FunctionInvocation SpecialFunctionName PositionalParameters QuantifiedExpression InExpressions
  InExpression Name IterationContext DateTimeLiteral DateTimeConstructor PositiveUnaryTests PositiveUnaryTest ArithmeticExpression
  ArithOp List null and or if then else in some every satisfies between date years months days duration ParenthesizedExpression
  . , ( ) [ ]`.split(/\s+/),
);
const allowedFunctions = new Set([
  'not',
  'count',
  'sum',
  'min',
  'max',
  'list contains',
  'contains',
  'starts with',
  'ends with',
  'string length',
  'abs',
  'floor',
  'ceiling',
  'number',
  'string',
]);

export type ExpressionFacts = { readonly variables: readonly string[]; readonly fault: string | null };

/** What an expression refers to, and why it may not be used (null when it may). Never throws. */
export function inspectExpression(text: string): ExpressionFacts {
  if (text.length > longestExpression) return { variables: [], fault: 'too_long' };
  try {
    return walk(text);
  } catch {
    return { variables: [], fault: 'syntax' };
  }
}

/** The value of a checked expression; null when it cannot be computed. Never throws. */
export function evaluateFeel(text: string, scope: Readonly<Record<string, unknown>>): unknown {
  const key = keyOf(text, scope);
  if (key === null) return evaluateAnew(text, scope);
  const known = answers.get(key);
  if (known !== undefined) return known.value;
  const value = evaluateAnew(text, scope);
  // Lists and dates are objects that a caller could change under the next one.
  if (typeof value !== 'object' || value === null) remember(answers, key, { value });
  return value;
}

function evaluateAnew(text: string, scope: Readonly<Record<string, unknown>>): unknown {
  try {
    return evaluate(text, { ...scope }).value ?? null;
  } catch {
    return null;
  }
}

// Parsing costs fifty times what the comparison does, and most conditions ask for a choice: few questions, asked all day.
const variablesOf = new Map<string, readonly string[]>();
const answers = new Map<string, { readonly value: unknown }>();
const mostRemembered = 2000;
const longestKey = 300;

/** Begins anew when full: whoever types something else each time must not fill the memory. */
function remember<V>(memory: Map<string, V>, key: string, value: V): V {
  if (memory.size >= mostRemembered) memory.clear();
  memory.set(key, value);
  return value;
}

/** Expression and what it looks at; null when that is too long to be worth keeping. */
function keyOf(text: string, scope: Readonly<Record<string, unknown>>): string | null {
  const variables = variablesOf.get(text) ?? remember(variablesOf, text, inspectExpression(text).variables);
  const key = JSON.stringify([text, ...variables.map((name) => (Object.hasOwn(scope, name) ? [scope[name]] : []))]);
  return key.length > longestKey ? null : key;
}

function walk(text: string): ExpressionFacts {
  const variables = new Set<string>();
  const bound = new Set<string>();
  let fault: string | null = null;
  let loops = 0;
  parseExpression(text, {}, undefined).iterate({
    enter(node) {
      const source = text.slice(node.from, node.to);
      if (node.type.isError) fault ??= 'syntax';
      else if (node.name === 'FilterExpression') fault ??= isPosition(source) ? null : 'not_allowed:FilterExpression';
      else if (!allowedNodes.has(node.name) && !isToken(node.name)) fault ??= `not_allowed:${node.name}`;
      else if (node.name === 'ArithOp' && source === '**') fault ??= 'not_allowed:**';
      if (node.name === 'QuantifiedExpression' && ++loops > 1) fault ??= 'nested_loop';
      if (node.name === 'Name') bound.add(source);
      if (node.name !== 'VariableName') return;
      if (node.node.parent?.name === 'FunctionInvocation' && node.node.prevSibling === null) {
        if (!allowedFunctions.has(source)) fault ??= `function:${source}`;
      } else variables.add(source);
    },
  });
  return { variables: [...variables].filter((name) => !bound.has(name)), fault };
}

/** A row by its number, such as `children[1]`; a filter with a condition would be a loop. */
function isPosition(source: string): boolean {
  return /\[\s*-?\d{1,2}\s*\]$/u.test(source);
}

// Punctuation and keywords appear as nodes named after themselves.
function isToken(name: string): boolean {
  return /^[^A-Za-z]+$/.test(name);
}
