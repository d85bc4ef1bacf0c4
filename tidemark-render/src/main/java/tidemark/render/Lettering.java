package tidemark.render;

/**
 * How text is set.
 *
 * @param size height of a line without leading, in pixels
 */
record Lettering(double size, boolean bold, boolean italic) {
  Lettering times(double factor) {
    return new Lettering(size * factor, bold, italic);
  }

  Lettering bolder() {
    return new Lettering(size, true, italic);
  }
}
