package tidemark.query.opentsdb;

import tidemark.model.SeriesKey;

/** A series that was found, with its points downsampled and made rates where asked for. */
record Member(SeriesKey key, Tsuid tsuid, Column points) {}
