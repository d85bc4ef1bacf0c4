package tidemark.query.opentsdb;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether two JSON values say the same: order of fields ignored; numbers of the same kind, doubles
 * equal to 12 digits (JDK 17, which OpenTSDB ran on, prints and adds some differently).
 */
final class Alike {
  private Alike() {}

  static boolean alike(@Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      return a == b;
    }
    if (a instanceof Map<?, ?> m && b instanceof Map<?, ?> n) {
      return m.size() == n.size()
          && m.keySet().stream().allMatch(k -> n.containsKey(k) && alike(m.get(k), n.get(k)));
    }
    if (a instanceof List<?> x && b instanceof List<?> y) {
      if (x.size() != y.size()) {
        return false;
      }
      for (int i = 0; i < x.size(); i++) {
        if (!alike(x.get(i), y.get(i))) {
          return false;
        }
      }
      return true;
    }
    if (a instanceof JsonIn.Numeral x && b instanceof JsonIn.Numeral y) {
      return x.equals(y) || !whole(x) && !whole(y) && near(x.text(), y.text());
    }
    return a.equals(b);
  }

  private static boolean whole(JsonIn.Numeral number) {
    return number.text().matches("-?\\d+");
  }

  private static boolean near(String a, String b) {
    double x = Double.parseDouble(a);
    double y = Double.parseDouble(b);
    return Math.abs(x - y) <= 1e-12 * Math.max(Math.abs(x), Math.abs(y));
  }
}
