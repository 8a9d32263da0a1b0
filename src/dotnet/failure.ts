/** Thrown where .NET refuses its arguments; what uses this library catches it. */
export class FormatFailure extends Error {
  override readonly name = 'FormatFailure';
}

export function refuse(message: string): never {
  throw new FormatFailure(message);
}
