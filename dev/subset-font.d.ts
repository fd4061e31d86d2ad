// The package has no types of its own; this is the part of it that dev/cut-fonts.ts uses.
declare module 'subset-font' {
  export default function subsetFont(
    font: Buffer,
    text: string,
    options: { targetFormat: 'truetype'; keepFeatures: readonly string[]; noHinting: boolean },
  ): Promise<Buffer>
}
