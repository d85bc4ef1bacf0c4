package tidemark.query.graphite.function;

/**
 * Triple exponential smoothing: a forecast of each value from those before it, with a season, and
 * how far it was off (contracts/graphite.md 6.8).
 *
 * @param forecast what was expected at each time
 * @param deviation by how much a value differs from that
 */
@SuppressWarnings("ArrayRecordComponent") // columns handed through, compared by nobody
record HoltWinters(double[] forecast, double[] deviation) {
  private static final double ALPHA = 0.1;
  private static final double BETA = 0.0035;
  private static final double GAMMA = 0.1;

  /**
   * @param season how many values make a season
   */
  static HoltWinters of(double[] values, int season) {
    double[] forecast = new double[values.length];
    double[] deviation = new double[values.length];
    double[] seasonal = new double[values.length];
    double intercept = Double.NaN;
    double slope = 0;
    double next = Double.NaN;
    for (int i = 0; i < values.length; i++) {
      double actual = values[i];
      if (Double.isNaN(actual)) {
        intercept = Double.NaN;
        slope = 0;
        forecast[i] = next;
        next = Double.NaN;
        continue;
      }
      double before = Double.isNaN(intercept) ? actual : intercept;
      forecast[i] = i == 0 ? actual : next;
      double lastSeasonal = at(seasonal, i - season);
      intercept = ALPHA * (actual - lastSeasonal) + (1 - ALPHA) * (before + slope);
      slope = BETA * (intercept - before) + (1 - BETA) * slope;
      seasonal[i] = GAMMA * (actual - intercept) + (1 - GAMMA) * lastSeasonal;
      next = intercept + slope + at(seasonal, i + 1 - season);
      double expected = Double.isNaN(forecast[i]) ? 0 : forecast[i];
      deviation[i] = GAMMA * Math.abs(actual - expected) + (1 - GAMMA) * at(deviation, i - season);
    }
    return new HoltWinters(forecast, deviation);
  }

  private static double at(double[] values, int index) {
    return index < 0 ? 0 : values[index];
  }
}
