export function isBicepTemplate(path: string): boolean {
  return /\.bicep$/i.test(path);
}

export function isBicepParameters(path: string): boolean {
  return /\.bicepparam$/i.test(path);
}
