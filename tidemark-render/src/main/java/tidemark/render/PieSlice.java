package tidemark.render;

import org.jspecify.annotations.Nullable;

/**
 * A part of a pie.
 *
 * @param value negative or not known ones have no part
 * @param color by name or in hexadecimal, or null for the next one of the template
 */
public record PieSlice(String name, double value, @Nullable String color) {}
