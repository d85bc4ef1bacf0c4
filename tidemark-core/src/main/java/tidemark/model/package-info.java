/**
 * The words of the house: series, tags, points, batches and the ways to select series. Start with
 * {@link tidemark.model.SeriesKey}; the glossary is docs/data-model.md.
 */
@NullMarked
package tidemark.model;

import org.jspecify.annotations.NullMarked;
