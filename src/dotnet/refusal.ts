/** Thrown where .NET refuses its arguments; what uses this library catches it. */
export class RefusalError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RefusalError';
  }
}

export function refuse(message: string): never {
  throw new RefusalError(message);
}
