export type Punctuation =
  | '@'
  | '{'
  | '}'
  | '('
  | ')'
  | '['
  | ']'
  | ','
  | '.'
  | '...'
  | '?'
  | '??'
  | ':'
  | '::'
  | '='
  | '=='
  | '=~'
  | '=>'
  | '!'
  | '!='
  | '!~'
  | '<'
  | '<='
  | '>'
  | '>='
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '&&'
  | '|'
  | '||'
  | '^';

/** Punctuation stands for itself. A string with interpolation is cut into pieces at its `${` and `}`. */
export type TokenKind =
  | Punctuation
  | 'identifier'
  | 'integer'
  | 'true'
  | 'false'
  | 'null'
  | 'string'
  | 'string-start'
  | 'string-middle'
  | 'string-end'
  | 'new-line'
  | 'end'
  | 'unknown';

/** One token; blanks, comments and pragmas are none. */
export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** The name of an identifier, the digits of an integer, the value of a string piece; empty for the rest. */
  readonly text: string;
  /** The string piece is not closed or has a bad escape, so its value is not what the author meant. */
  readonly broken: boolean;
}
