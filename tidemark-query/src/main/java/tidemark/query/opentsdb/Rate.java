package tidemark.query.opentsdb;

/** Differences per second between successive points, as doubles stamped with the later one. */
final class Rate {
  private Rate() {}

  /**
   * The rates of a series. The first is taken from zero at the epoch: no answer shows it, but 2.4.1
   * feeds it to the group as the value held until the series' next rate (case 408), and so do we.
   */
  static Column apply(Column points, RateOptions options) {
    var out = new Column(points.size());
    long time = 0;
    double value = 0;
    long integer = 0;
    boolean isInteger = true;
    for (int i = 0; i < points.size(); i++) {
      boolean exact = isInteger && points.isInteger(i);
      double difference = exact ? points.integer(i) - integer : points.value(i) - value;
      double seconds = (points.time(i) - time) / 1000.0;
      if (options.counter() && difference < 0) {
        if (!options.dropResets()) {
          double rolled =
              exact
                  ? options.counterMax() - integer + points.integer(i)
                  : options.counterMax() - value + points.value(i);
          double rate = rolled / seconds;
          boolean reset = options.resetValue() > 0 && rate > options.resetValue();
          out.add(points.time(i), reset ? 0 : rate);
        }
      } else {
        out.add(points.time(i), difference / seconds);
      }
      time = points.time(i);
      value = points.value(i);
      isInteger = points.isInteger(i);
      integer = isInteger ? points.integer(i) : 0;
    }
    return out;
  }
}
