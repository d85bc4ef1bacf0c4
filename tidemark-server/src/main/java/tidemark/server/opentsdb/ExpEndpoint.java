package tidemark.server.opentsdb;

import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;
import tidemark.query.Budget;
import tidemark.query.opentsdb.ExpBody;
import tidemark.query.opentsdb.ExpRunner;
import tidemark.query.opentsdb.JsonIn;
import tidemark.query.opentsdb.QueryRunner;

/**
 * {@code /api/query/exp} (contracts/opentsdb.md 7). What is wrong with the body has status 500, as
 * there; what is wrong with the names in it 400.
 */
final class ExpEndpoint implements Endpoint {
  private final ExpRunner runner;
  private final OpenTsdbSettings settings;
  private final InstantSource clock;

  ExpEndpoint(QueryRunner runner, OpenTsdbSettings settings, InstantSource clock) {
    this.runner = new ExpRunner(runner);
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public Answer answer(Call call) {
    if (call.body().length == 0) {
      throw new ApiException(500, "Incoming data was null or empty");
    }
    ExpBody body = body(call);
    Budget budget = new TimedBudget(call.turn().budget(), settings.queryTimeout());
    try {
      return Answer.json(runner.run(body, clock.millis(), budget));
    } catch (InvalidInputException e) {
      String message = String.valueOf(e.getMessage());
      throw message.startsWith("Expression [")
          ? new ApiException(500, message)
          : Dispatcher.twice(e);
    }
  }

  private static ExpBody body(Call call) {
    Map<String, @Nullable Object> json = JsonIn.readObject(call.body());
    try {
      return ExpBody.parse(json);
    } catch (InvalidInputException e) {
      throw new ApiException(500, String.valueOf(e.getMessage()));
    }
  }
}
