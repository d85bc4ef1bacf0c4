/**
 * Series as pictures: {@code /render} with {@code format=png}, svg or pdf (contracts/graphite.md
 * 1.1). A chart is laid out once, in points of 1/72 inch or pixels, and drawn on a {@link
 * tidemark.render.Canvas}, of which there is one for each format. Start with {@link
 * tidemark.render.Pictures}.
 *
 * <p>Nobody asks the machine for fonts: all text is set in the one typeface that comes along, so
 * that a picture looks the same everywhere and a server without fonts draws it too.
 */
@NullMarked
package tidemark.render;

import org.jspecify.annotations.NullMarked;
