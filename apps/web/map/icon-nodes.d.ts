/** The lines that each icon of the package is made of; its own types tell only of the components. */
declare module '@tabler/icons-react/dist/esm/icons/*.mjs' {
  export const __iconNode: [tag: string, attributes: Record<string, string>][];
}
