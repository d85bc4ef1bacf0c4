package tidemark.server.series;

import tidemark.model.SeriesKey;

/**
 * The name under which series are counted together. Tagged series go under their name. A path is a
 * name of its own, so paths go under their first nodes: {@code servers.web01.load} under {@code
 * servers.*} or {@code servers.web01.*}.
 */
final class Family {
  /** Most nodes of a path that are looked at. */
  static final int DEEPEST = 3;

  private Family() {}

  /**
   * The family of a series.
   *
   * @param depth how many nodes of a path, from 1
   */
  static String of(SeriesKey key, int depth) {
    String name = key.name();
    if (!key.isPath()) {
      return name;
    }
    int end = -1;
    for (int i = 0; i < depth; i++) {
      int dot = name.indexOf('.', end + 1);
      if (dot < 0) {
        return name;
      }
      end = dot;
    }
    return name.substring(0, end) + ".*";
  }
}
