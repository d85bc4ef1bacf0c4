package tidemark.query.graphite;

import java.util.List;

/**
 * A function of the render language. Stateless and pure: reads its arguments, returns new series.
 */
public interface GraphiteFunction {
  /**
   * Name, parameters, group, description and one example; checks calls and answers {@code
   * /functions}.
   */
  Signature signature();

  /**
   * The ranges over which this call's series must be read when {@code outer} is asked of the call
   * itself, at least one. The first is what {@link Arguments#seriesList(String)} gives; the others
   * are asked for by range.
   */
  default List<Need> needs(Need outer, Arguments arguments) {
    return List.of(outer);
  }

  /**
   * The result. Arguments are not changed.
   *
   * @param outer the range asked of this call
   * @throws tidemark.model.InvalidInputException if the arguments make no sense together
   */
  List<GraphiteSeries> apply(Arguments arguments, Need outer);
}
