/** IPTC's term for human work with parts by a generative model (digital source type vocabulary). */
export const partlyGenerated =
  'http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia'
