package tidemark.query.graphite.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tidemark.model.InvalidInputException;
import tidemark.query.graphite.Aggregation;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteRewrite;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Numbers;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/**
 * {@code aliasQuery(seriesList, search, replace, newName)}: a name with the last value of another
 * series in it, whose name is made of the first's.
 */
final class AliasQuery implements GraphiteRewrite {
  private static final Pattern FORMAT = Pattern.compile("%[-+ 0#]*[0-9]*(\\.[0-9]+)?[dfgeisr]");
  private static final Signature SIGNATURE =
      Signature.of(
          "aliasQuery",
          "Alias",
          "Shows series under the last value of others.",
          "aliasQuery(servers.*.load,\"load\",\"users\",\"%d users\")",
          Parameter.seriesList("seriesList"),
          Parameter.text("search"),
          Parameter.text("replace"),
          Parameter.text("newName"));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<String> targets(Arguments arguments, Need outer) {
    return SubstitutedNames.of(arguments, arguments.seriesList("seriesList"));
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    List<GraphiteSeries> list = arguments.seriesList("seriesList");
    String newName = arguments.text("newName");
    List<GraphiteSeries> named = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      named.add(list.get(i).aliased(filled(newName, last(arguments, outer, i))));
    }
    return named;
  }

  /** The last value of the first series that a target gave. */
  private double last(Arguments arguments, Need outer, int target) {
    List<GraphiteSeries> found = arguments.rewritten().get(target);
    double value = found.isEmpty() ? Double.NaN : Aggregation.LAST.apply(found.getFirst().values());
    if (Double.isNaN(value)) {
      String query = targets(arguments, outer).get(target);
      throw new InvalidInputException(
          found.isEmpty()
              ? "No series found with query: " + query
              : "no value in the series of query: " + query);
    }
    return value;
  }

  /** C's formats of one number, as far as a name needs them. */
  private static String filled(String name, double value) {
    return FORMAT
        .matcher(name)
        .replaceAll(match -> Matcher.quoteReplacement(shown(match.group(), value)))
        .replace("%%", "%");
  }

  private static String shown(String format, double value) {
    String flags = format.substring(0, format.length() - 1);
    return switch (format.charAt(format.length() - 1)) {
      case 'd', 'i' -> String.format(Locale.ROOT, flags + "s", Numbers.d(value));
      case 'f', 'e' -> String.format(Locale.ROOT, format, value);
      case 'g' -> Numbers.g(value);
      default -> Numbers.repr(value);
    };
  }
}
