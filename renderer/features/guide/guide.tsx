export function GuideView(_: { readonly snapshot: string; readonly answers: object }) {
  return null;
}
